package claim

import "testing"

// A baseline names somebody: neither a determiner that was cut off nor a size alone.
func TestBaselineNames(t *testing.T) {
	for text, want := range map[string]string{
		"It is 2x faster than the leading approach.":              "the leading approach",
		"It is 2x faster compared to a compressed index.":         "a compressed index",
		"It is 2x faster compared to the larger models.":          "the larger models",
		"It is 2x faster than the (much older) index of my team.": "the (much older) index of my team",
		"It is 2x faster than 15B.":                               "",
		"It is 2x faster than 15B models.":                        "15B models",
	} {
		claims := Mine("", text)
		if len(claims) != 1 {
			t.Errorf("%q: %d claims, want 1", text, len(claims))
			continue
		}
		if got := claims[0].Baseline; got != want {
			t.Errorf("%q: baseline %q, want %q", text, got, want)
		}
	}
}

// A baseline ends before the next gain and its article.
func TestBaselineEndsBeforeTheNextGain(t *testing.T) {
	claims := Mine("", "Loom achieves a 9x speedup compared to Faiss and a 3x speedup over Orca.")
	if len(claims) != 2 || claims[0].Baseline != "Faiss" || claims[1].Baseline != "Orca" {
		t.Errorf("%+v", claims)
	}
}

// The phrase of a baseline: what belongs to it, and what does not.
func TestBaselinePhrase(t *testing.T) {
	for phrase, want := range map[string]string{
		"an encoder trained on the full corpus, which is slow": "an encoder trained on the full corpus",
		"those trained with plain distillation":                "plain distillation",
		"systems built on Spark in our tests":                  "systems built on Spark",
		"the encoder used in earlier work":                     "the encoder",
		"that required by earlier systems":                     "earlier systems",
		"the latest compression standard H299":                 "the latest compression standard H299",
		"a much larger ResNet-152 backbone":                    "a much larger ResNet-152 backbone",
		"previously proposed solvers":                          "previously proposed solvers",
		"image- and text-based retrieval":                      "image- and text-based retrieval",
		"sparse models and generalizes well to speech":         "sparse models",
		"Faiss, Annoy, and Scann on one core":                  "Faiss, Annoy, and Scann",
		"Faiss, reduces memory and keeps recall":               "Faiss",
		"systems such as Orca and Sarathi at peak load":        "systems such as Orca and Sarathi",
		"3DGStream while training less":                        "3DGStream",
		"training a forest from scratch on ImageNet":           "training a forest from scratch on ImageNet",
		"methods using two stages, at the same quality":        "methods using two stages",
		"decoders using 40 GPUs":                               "decoders",
		"the latency of Orca on one GPU":                       "Orca",
		"Graphic Processing Units (GPUs) of its price":         "Graphic Processing Units (GPUs) of its price",
		"the existing solver simultaneously":                   "the existing solver",
		"both Orca and Sarathi":                                "Orca and Sarathi",
		"existing soft compression approaches":                 "existing soft compression approaches",
		"Faiss we tuned":                                       "Faiss",
		"the previous best index and it needs no tuning":       "the previous best index",
		"all baselines–achieving 30% more recall":              "all baselines",
		"encoders significantly outperform them":               "encoders",
		"the best codec standardized by ISO":                   "the best codec",
		"the ones proposed by LLVM":                            "LLVM",
		"the data typically used in the field":                 "",
		"relying solely on LLMs":                               "relying solely on LLMs",
		"methods with similar recall":                          "methods with similar recall",
		"models trained entirely with human labels":            "models trained entirely with human labels",
		"methods":                    "",
		"existing methods":           "existing methods",
		"the previous SOTA of 82":    "the previous SOTA",
		"before":                     "",
		"them":                       "",
		"Orca, Faiss and Annoy need": "Orca",
		"Meier et al. (2019)":        "Meier et al. (2019)",
		"directly sampling with Orca on one core":             "directly sampling with Orca",
		"a model that is tuned with labels, at the same size": "a model that is tuned with labels",
		"Orca that we tuned":                                  "Orca",
		"solvers using minimal extra labels":                  "solvers",
		"some well-known solvers":                             "well-known solvers",
		"operation with fully open valves":                    "operation with fully open valves",
		"decoding with FP16 caches":                           "decoding with FP16 caches",
		"solvers with comparable recall":                      "solvers",
		"solvers with our kernel":                             "solvers",
		"the total latency":                                   "",
		"Orca and 10-30P times":                               "Orca",
		"10MBs of RAM":                                        "",
		"7B-parameter models":                                 "7B-parameter models",
	} {
		text := "Loom is 3x faster than " + phrase + "."
		claims := Mine("", text)
		if len(claims) == 0 {
			t.Errorf("%q: no claim", text)
			continue
		}
		if got := claims[0].Baseline; got != want {
			t.Errorf("%q: baseline %q, want %q", text, got, want)
		}
	}
}

// Of two rivals each figure has its own.
func TestBaselineOfEachFigure(t *testing.T) {
	claims := Mine("", "Loom is 3x and 2x faster than Faiss (CPU) and Annoy (CPU), respectively.")
	if len(claims) != 2 || claims[0].Baseline != "Faiss" || claims[1].Baseline != "Annoy" {
		t.Errorf("%+v", claims)
	}
}

// Whom a sentence beats or matches, its figures are compared to.
func TestRivalOfTheSentence(t *testing.T) { checkBaselines(t, rivalSentences) }

var rivalSentences = map[string]string{
	"Loom outperforms Faiss in recall while cutting memory by 30%.":                        "Faiss",
	"Loom matches the recall of Faiss with 30% less memory.":                               "Faiss",
	"Loom cuts memory by 30% while its recall stays comparable to full attention.":         "full attention",
	"It reaches comparable recall to Faiss while being 3x faster.":                         "Faiss",
	"It performs comparably to Faiss while being 3x faster.":                               "Faiss",
	"It has the same level of recall as Faiss at 30% lower latency.":                       "Faiss",
	"It keeps 97% of the accuracy of dense models with 20% of the memory.":                 "dense models",
	"It is more accurate than Faiss, and its index is 3x smaller.":                         "Faiss",
	"We see gains of 2 points over Faiss while using only 40% of the memory.":              "Faiss",
	"It improves upon Faiss and reduces memory by 30%.":                                    "Faiss",
	"It is 3x faster while outperforming Faiss in recall.":                                 "Faiss",
	"Loom runs 3x faster and needs half the memory of Faiss.":                              "Faiss",
	"Beating both Faiss and Annoy, it cuts memory by 30%.":                                 "Faiss and Annoy",
	"It comes close to matching non-linear kernels, while reducing memory by 30%.":         "non-linear kernels",
	"It keeps 95% of the performance of dense models with 30% less memory.":                "dense models",
	"It matches the image quality achieved by the dense model with 30% less memory.":       "the dense model",
	"It surpasses full-study performance while using 30% fewer labels.":                    "full-study performance",
	"On top, the performance of Loom can be raised by cutting memory by 30%.":              "",
	"It scores 40 on Exact Match metrics and cuts memory by 30%.":                          "",
	"The one-to-one matching process is stable and cuts training time by 30%.":             "",
	"It keeps a comparable accuracy as conditions improve, and cuts memory by 30%.":        "",
	"It avoids over-smoothing without recomputing and cuts memory by 30%.":                 "",
	"It accelerates Orca by 3x.":                                                           "Orca",
	"It cuts the memory of Orca by 30%.":                                                   "Orca",
	"It accelerates LLM inference by 3x.":                                                  "",
	"It cuts the memory of the cache by 30%.":                                              "",
	"It uses 30% of the data needed for Faiss.":                                            "Faiss",
	"It learns as fast as Faiss with 30% of the data.":                                     "Faiss",
	"It needs only 2% of the data to surpass larger encoders.":                             "larger encoders",
	"It reaches comparable results to full supervision with 5% of the labels.":             "full supervision",
	"It is on par with Faiss, but at 30% less memory.":                                     "Faiss",
	"It beats Faiss, but pruning reduces memory by 30%.":                                   "",
	"It cuts memory by 30% while still outperforming Faiss.":                               "Faiss",
	"It cuts memory by 30%, gaining 2% in recall over Faiss.":                              "",
	"It cuts memory by 30% and latency by 2x over Faiss.":                                  "Faiss",
	"It achieves a 3x speedup, outperforming prior work by 4 points.":                      "", // over its own dense version
	"It cuts memory by 30% with quality comparable to the state of the art.":               "", // the field is no measure of a saving
	"It keeps 98% of the performance with 20% of the data, outperforming random sampling.": "", // of the full data
	"Existing approaches fail on long texts, and pruning cuts memory by 30%.":              "",
	"It matches human performance but cuts memory by 30%.":                                 "",
	"It improves on several benchmarks and cuts memory by 30%.":                            "",
	"It exceeds 90% recall and cuts memory by 30%.":                                        "",
	"Tested on more than 100k image pairs, it cuts memory by 30%.":                         "",
	"With fewer than 1B parameters, it cuts memory by 30%.":                                "",
	"It cuts memory by 30% at comparable recall.":                                          "",
	"It scores well (2 points over Faiss) and cuts memory by 30%.":                         "",
}

// Whose the other value is, what is made faster, what is replaced.
func TestBaselineInOtherWords(t *testing.T) { checkBaselines(t, otherWords) }

var otherWords = map[string]string{
	// the other value
	"Loom runs in 0.4 s, compared with 100 s for older solvers.":                     "older solvers",
	"Loom has 10K parameters versus 8B for Orca.":                                    "Orca",
	"Loom was trained on 8K images in contrast to 1M used by prior methods.":         "prior methods",
	"Loom takes 2 s versus 9 s for training.":                                        "",
	"Loom solves 95% of the tasks, compared to 66% for Orca, while cutting cost 3x.": "Orca",
	// a share of someone's quality
	"Loom keeps 97% of Orca's accuracy, while being 40% more compact.":                         "Orca",
	"Loom reaches 95% of a reference model's quality at one-third of the cost.":                "a reference model",
	"Loom keeps 98% of the accuracy of its dense counterpart with 30% less memory.":            "its dense counterpart",
	"Loom keeps 98% of its dense counterpart with 30% less memory.":                            "its dense counterpart",
	"Loom is within 2% of native LLM accuracy with 50% less latency.":                          "native LLM",
	"Loom keeps nearly all of the teacher's accuracy with 30% less memory.":                    "the teacher",
	"Loom keeps 98% of full cache accuracy with 30% less memory.":                              "full cache",
	"Loom keeps 98% of baseline accuracy with 30% less memory.":                                "baseline",
	"Loom keeps 98% of its original mean accuracy with 30% less memory.":                       "",
	"Loom reaches 95% of that with full supervision at 30% lower cost.":                        "full supervision",
	"Loom reaches 88% accuracy of supervised encoders with 5% of the labels.":                  "supervised encoders",
	"Loom needs 2% of the data and 20% of the steps used by Orca.":                             "Orca",
	"Loom cuts memory by 30%, compared with a 10% reduction by Orca.":                          "Orca",
	"The running time of Loom is about twice that of Orca.":                                    "Orca",
	"Training on 10% of the data gains 2 points over training on the full set.":                "training on the full set",
	"Unlike iterative solvers, Loom is 30x faster.":                                            "iterative solvers",
	"Unlike iterative solvers, Loom cuts memory by 30%.":                                       "",
	"Its recall is close to the dense model at 30% lower latency.":                             "the dense model",
	"It has similar recall as the dense model at 30% lower latency.":                           "the dense model",
	"It beats advanced existing solvers, cutting memory by 30%.":                               "advanced existing solvers",
	"Loom reaches a speedup of 2x over a wide range of budgets relative to Orca.":              "Orca",
	"Loom reduces its cost to 7% of FLOPs and keeps its recall.":                               "",
	"It keeps half the memory consumption of Orca.":                                            "Orca",
	"It needs 1% of the parameters of the dense model, compared to other tuning.":              "the dense model",
	"Loom beats Orca and even enhances the speed of our first solver by 10x.":                  "our first solver",
	"We propose Loom with a cache. A second stage accelerates Loom's training by 12x.":         "",
	"It is 4x faster than (much larger) encoders.":                                             "(much larger) encoders",
	"Loom has competitive or superior recall to Orca while being 3x faster.":                   "Orca",
	"Loom reduces latency by 2x to the plain version.":                                         "the plain version",
	"Loom cuts energy by 40% from untuned baselines.":                                          "untuned baselines",
	"It is 3x faster and even outperforms the original model.":                                 "the original model",
	"It cuts memory by 30% and preserves the output of the original model.":                    "the original model",
	"It has on par recall with Orca while being 3x faster.":                                    "Orca",
	"It needs only 10% of the parameters and inference time of the teacher.":                   "the teacher",
	"It is on par with leading search-based solvers, yet cuts memory by 30%.":                  "leading search-based solvers",
	"It cuts memory by 30% within 0.2% of the full-depth baseline.":                            "the full-depth baseline",
	"It has similar recall to Orca with 30% less memory.":                                      "Orca",
	"It needs 5% of the tokens per frame required by Orca.":                                    "Orca",
	"Loom cuts parameters by half and achieves the accuracy of standard encoders.":             "standard encoders",
	"Loom needs 8% of the parameters and 20% of the compute required for masked pretraining.":  "masked pretraining",
	"Loom reduces memory to one-fifth (or even less) of grid maps.":                            "grid maps",
	"Loom replaces Orca's encoder with a lean one, reducing compute by 20%.":                   "Orca's encoder",
	"Loom keeps 96% and 95% of the baseline model's mean and final score with 3x compression.": "the baseline model",
	"Loom needs half the labels, closely matching the 61% baseline.":                           "the 61% baseline",
	"Loom cuts cost by 38% and keeps 97% of the top accuracy of static ensembles.":             "static ensembles",
	"With half the labels, it outperforms the oracle model with full annotations.":             "the oracle model with full annotations",
	"Despite adding less than 1% of the parameters of the dense layer, it matches Orca.":       "the dense layer",
	"Loom advances the state of the art with 30% less memory.":                                 "the state of the art",
	"Loom keeps 95% of the original accuracy with 30% less memory.":                            "",
	"Loom keeps 95% of the model's accuracy with 30% less memory.":                             "",
	// a share, or several, of what someone takes
	"The speed of Loom is 5x that of Orca.":                               "Orca",
	"Loom uses 5% of the tokens used to train the original encoders.":     "the original encoders",
	"Loom uses 15% of the energy required to run the established solver.": "the established solver",
	// what the method works on
	"Loom accelerates the vanilla decoder by 3x.":                      "the vanilla decoder",
	"Loom can speed up the vanilla decoder (up to 7x).":                "the vanilla decoder",
	"Loom reduces the runtime of the previous solver by up to 80%.":    "the previous solver",
	"Loom speeds up Orca's convergence by up to 10x.":                  "Orca",
	"Loom cuts the parameters and FLOPs of standard encoders by half.": "standard encoders",
	"Loom accelerates the decoder by 3x.":                              "",
	"Beating Faiss in recall, Loom cuts the latency of Orca by 3x.":    "Orca",
	// what it improves, replaces or comes up to
	"Loom improves the previous solver by 2 points with 30% less memory.":            "the previous solver",
	"Loom improves on the standard encoder and reduces memory by 30%.":               "the standard encoder",
	"Loom improves the original accuracy with 30% less memory.":                      "",
	"Loom works in one stage instead of the previous pipeline and cuts cost by 30%.": "the previous pipeline",
	"It is a replacement for dense attention that is 3x faster.":                     "dense attention",
	"After replacing the standard filters with ours, memory falls by 30%.":           "the standard filters",
	"Loom approximates the accuracy of the original solver with 30% less memory.":    "the original solver",
	"Loom reaches comparable or even better recall to Orca while 3x faster.":         "Orca",
	"Loom has comparable recall to our base model while being 3x faster.":            "our base model",
	"Loom has comparable recall to our best run while being 3x faster.":              "",
	"We compare Loom with Orca and see that it cuts memory by 30%.":                  "Orca",
	"Against Orca, Loom cuts memory by 30%.":                                         "Orca",
	"Loom has clear benefits over Orca and cuts memory by 30%.":                      "Orca",
	"Loom matches Orca's zero-shot recall with 30% less memory.":                     "Orca",
	"Loom matches state-of-the-art performance with 30% less memory.":                "",
	"Loom is a codec similar to LZ77 that cuts memory by 30%.":                       "",
	"Loom outperforms in most languages and cuts memory by 30%.":                     "",
	"Simulations over these workloads show that it cuts memory by 30%.":              "",
	"Loom cut its power by 30% over one year.":                                       "",
	"Loom beats Faiss, cutting power by 90% and improving latency by 80% vs Orca.":   "Orca",
}

// checkBaselines compares the baseline of each sentence's first claim.
func checkBaselines(t *testing.T, sentences map[string]string) {
	t.Helper()
	for text, want := range sentences {
		claims := Mine("", text)
		if len(claims) == 0 {
			t.Errorf("%q: no claim", text)
			continue
		}
		if got := claims[0].Baseline; got != want {
			t.Errorf("%q: baseline %q, want %q", text, got, want)
		}
	}
}

// Every beginning and end of these sentences is mined without harm.
func TestBaselineFragments(t *testing.T) {
	checkLaws(t, "", "Loom is 3x faster (")
	for _, sentences := range []map[string]string{rivalSentences, otherWords} {
		for text := range sentences {
			for i := range len(text) {
				if text[i] == ' ' {
					checkLaws(t, "", text[i+1:])
					checkLaws(t, "", text[:i])
				}
			}
		}
	}
}

// A list of shares has its owner at the end; of two objects each figure has its own.
func TestBaselineOfAList(t *testing.T) {
	for text, want := range map[string][]string{
		"Loom needs 25% of the parameters, 33% of the memory, and 10% of the time of Orca.": {"Orca", "Orca", "Orca"},
		"Loom improves the throughput of Orca and Sarathi by 3x and 2x, respectively.":      {"Orca", "Sarathi"},
	} {
		claims := Mine("", text)
		if len(claims) != len(want) {
			t.Errorf("%q: %d claims, want %d", text, len(claims), len(want))
			continue
		}
		for i, c := range claims {
			if c.Baseline != want[i] {
				t.Errorf("%q: figure %d has baseline %q, want %q", text, i, c.Baseline, want[i])
			}
		}
	}
}
