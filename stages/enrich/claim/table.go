package claim

// The rules in order of precedence: the first that matches a quantity makes its claim. Tight patterns
// stand before loose ones. Each example is run by TestRules.

var table = []Rule{
	// What is said of rivals.
	{ID: "rival-q-m", Doc: "outperforms something with a multiple of a resource: models 50 times its size", Pattern: "rival * Q:xm up.a? M", Sense: rivalry, Role: "comparison",
		Yes: []Example{{"It rivals models with more than twice the computation budget.", "compute 2 x at_least comparison"}},
		No:  []string{"It outperforms prior work while being 3x faster."}},

	// Figure, then comparative.
	{ID: "q-fewer-m", Doc: "figure, comparative, metric: 30% less memory, 2x higher throughput", Pattern: "Q change.a M", Sense: change,
		Yes: []Example{
			{"It needs 30% less memory.", "memory 1.429 percent"},
			{"The server reaches up to 2x higher decoding throughput.", "throughput 2 x up_to"},
			{"Training on 8x longer sequences fits one card.", "capacity 8 x"},
			{"It makes 10x fewer model inferences and API/tool calls.", "cost 10 x"},
			{"The router is 10 times more energy efficient.", "energy 10 x"},
		},
		No: []string{"The model is 3x more accurate.", "We see 30% higher recall.", "It draws 30% fewer wrong inferences."}},
	{ID: "half-as-many-m", Doc: "share, as many, metric: half as many parameters", Pattern: "Q:s up.a M", Sense: sharing,
		Yes: []Example{{"It wins with half as many parameters.", "parameters 2 fraction_of"}}},
	{ID: "q-faster", Doc: "figure, faster", Pattern: "Q fast.a ~", Sense: change, Metric: "speed",
		Yes: []Example{
			{"The kernel is 2.4times faster than the baseline.", "speed 2.4 x"},
			{"Editing runs twice as fast.", "speed 2 x"},
			{"Sampling is 61% faster.", "speed 1.61 percent"},
		},
		No: []string{"We train Faster R-CNN for 2 times the schedule."}},
	{ID: "q-slower", Doc: "figure, slower", Pattern: "Q slow.a", Sense: change, Metric: "speed",
		Yes: []Example{{"Our exact variant is 2x slower.", "speed 0.5 x worse"}}},
	{ID: "slowdown-of-q", Doc: "slowdown of a figure", Pattern: "slow.n of|(|be Q", Sense: change, Metric: "speed",
		Yes: []Example{{"We note a slowdown of only 1.8%.", "speed 0.9823 percent worse"}}},
	{ID: "q-slowdown", Doc: "figure, slowdown", Pattern: "Q ~ slow.n", Sense: change, Metric: "speed",
		Yes: []Example{{"We note a 5% slowdown.", "speed 0.9524 percent worse"}}},
	{ID: "m-is-q-lower", Doc: "metric, copula, figure, comparative: latency is 3x lower", Pattern: "M * be? Q change.a $", Sense: change,
		Yes: []Example{
			{"The processing time of our filter is 50 times smaller than that of the solver.", "speed 50 x"},
			{"It keeps accuracy, with energy efficiency up to 9x higher.", "energy 9 x up_to"},
		}},
	{ID: "m-aside-q-lower", Doc: "metric, aside with figure and comparative: 613k parameters, 244x fewer than …", Pattern: "M break|,|( clause? ,? Q change.a $", Sense: change,
		Yes: []Example{{"It has 613k trainable parameters, 244x fewer than full tuning.", "parameters 244 x"}}},
	{ID: "q-efficient-m", Doc: "factor, efficient, metric: 8x efficient test-time compute", Pattern: "Q:x efficiency ~ M", Sense: gain,
		Yes: []Example{{"It allows 8-32x efficient compute scaling.", "compute 8..32 x"}}},
	{ID: "q-more-efficient-in-m", Doc: "figure, more efficient, in, metric", Pattern: "Q up.a efficiency in|of M", Sense: gain,
		Yes: []Example{{"It is 36 times more efficient in token usage.", "tokens 36 x"}}},
	{ID: "m-which-is-q-lower", Doc: "metric, its value, which is, figure, comparative", Pattern: "M * , clause be Q change.a $", Sense: change,
		Yes: []Example{{"It has a throughput of 12 images per hour, which is 3.1x higher than before.", "throughput 3.1 x"}}},
	{ID: "m-that-is-q-lower", Doc: "metric, that is, figure, comparative", Pattern: "M clause be Q change.a $", Sense: change,
		Yes: []Example{{"Images need bitrates that are an order of magnitude lower than before.", "size 10 order_of_magnitude"}}},
	{ID: "q-smaller", Doc: "figure, smaller: a model 5 times smaller", Pattern: "Q down.a $", Sense: change,
		Yes: []Example{{"The student model is 5.6 times smaller than the teacher.", "parameters 5.6 x"}}},

	{ID: "q-smaller-model", Doc: "figure, smaller, model: a 2-4x smaller model", Pattern: "Q down.a ~ model", Sense: change,
		Yes: []Example{{"It reaches this with a 2-4x smaller model.", "size 2..4 x"}}},
	{ID: "q-deeper", Doc: "figure, deeper", Pattern: "Q:xm up.a", Sense: change,
		Yes: []Example{{"Our network is one order of magnitude deeper than before.", "capacity 10 order_of_magnitude"}}},
	{ID: "handle-q-larger", Doc: "handle, figure, larger: trains volumes up to 3x larger", Pattern: "fits * Q up.a", Sense: change, Metric: "capacity",
		Yes: []Example{{"It can handle graphs up to 18 times larger.", "capacity 18 x up_to"}}},
	{ID: "q-larger", Doc: "figure, larger: a rival's size", Pattern: "Q:xm up.a", Sense: rivalry, Role: "comparison",
		Yes: []Example{{"It outperforms the 600x larger BigNet.", "parameters 600 x comparison"}}},

	// Figure, then noun.
	{ID: "q-m-and-q-m-speedup", Doc: "two figures, each with a metric, one noun: 40% training time and 55% FLOPs acceleration", Pattern: "Q M and q ~ fast.n|change.n", Sense: change,
		Yes: []Example{{"It gives a 40% training time and 55% FLOPs acceleration.", "speed 1.667 percent; compute 2.222 percent"}}},
	{ID: "q-m-reduction", Doc: "figure, metric, noun of change: 75% memory reduction", Pattern: "Q M fast.n|change.n", Sense: change,
		Yes: []Example{
			{"We report 75.8% GPU memory reduction.", "memory 4.132 percent"},
			{"It brings a 2.17times throughput improvement.", "throughput 2.17 x"},
			{"1000x Input Token Reduction for Long Documents", "tokens 1000 x"},
		}},
	{ID: "q-speedup", Doc: "figure, speedup", Pattern: "Q of? ~ fast.n", Sense: change, Metric: "speed",
		Yes: []Example{
			{"It achieves a 2.5times training speedup.", "speed 2.5 x"},
			{"The large variants enjoy 66% and 68% speed-ups.", "speed 1.66 percent; speed 1.68 percent"},
			{"Up to 36x Speedup for Document Parsing", "speed 36 x up_to"},
		}},
	{ID: "q-reduction-in-m", Doc: "figure, noun of change, in, metric: a 30% reduction in memory", Pattern: "Q ~ fast.n|change.n of|in M", Sense: change,
		Yes: []Example{
			{"It shows a 30\\% reduction in GPU memory usage.", "memory 1.429 percent"},
			{"This gives a 1.7x increase in TFLOPS per GPU.", "throughput 1.7 x"},
			{"A 40% and 50% reduction in time and memory, respectively, follows.", "speed 1.667 percent; memory 2 percent"},
		},
		No: []string{"A 30% reduction in error rate follows."}},
	{ID: "q-reduction-on-m", Doc: "figure, reduction on, metric: a 2x reduction on search cost", Pattern: "Q ~ down.n prep M", Sense: change,
		Yes: []Example{{"It gives a 2x reduction on search cost.", "cost 2 x"}},
		No:  []string{"We see a 30% reduction during training time.", "We see a 30% reduction on edge GPUs."}},
	{ID: "q-m-overhead", Doc: "figure, metric, overhead: a mere 3% latency overhead", Pattern: "Q M overhead", Sense: change, Worse: true,
		Yes: []Example{{"It adds a mere 3% latency overhead.", "latency 0.9709 percent worse"}}},
	{ID: "overhead-q-in-m", Doc: "overhead of a figure in a metric", Pattern: "overhead of|( Q in|of M", Sense: change, Worse: true,
		Yes: []Example{{"We see an overhead of 2% in decoding latency.", "latency 0.9804 percent worse"}}},
	{ID: "m-overhead-q", Doc: "metric, overhead, figure: a memory overhead of 5%", Pattern: "M overhead of|(|be Q", Sense: change, Worse: true,
		Yes: []Example{{"It has a memory overhead of 5%.", "memory 0.9524 percent worse"}}},
	{ID: "overhead-q", Doc: "overhead, figure", Pattern: "overhead of|(|be Q", Sense: change, Metric: "speed", Worse: true,
		Yes: []Example{{"It trains faster, with a marginal overhead (<10%).", "speed 0.9091 percent worse up_to"}}},
	{ID: "q-overhead", Doc: "figure, overhead", Pattern: "Q ~ overhead", Sense: change, Metric: "speed", Worse: true,
		Yes: []Example{{"We pay only 3% overhead.", "speed 0.9709 percent worse"}}},
	{ID: "q-compression", Doc: "figure, compression", Pattern: "Q ~ compress.n", Sense: change, Metric: "size",
		Yes: []Example{{"It reaches 80% compression.", "size 5 percent"}}},
	{ID: "q-compression-ratio", Doc: "figure, compression ratio", Pattern: "Q:x ~ M", Sense: ratio, Metric: "size",
		Yes: []Example{{"We achieve a 26x compression rate.", "size 26 x"}, {"The engine sustains 3x throughput.", "throughput 3 x"}}},

	// Noun, then figure.
	{ID: "speedup-of-q", Doc: "speedup, of, figure: speedups of up to 2.16x", Pattern: "fast.n ~ of|by|(|to|from|be? Q", Sense: change, Metric: "speed",
		Yes: []Example{
			{"We measure speedups of up to 2.16x on summaries, 1.82x on code, and 2.0x on parsing.", "speed 2.16 x up_to; speed 1.82 x up_to; speed 2 x up_to"},
			{"Tests show a speedup up to 1.73times.", "speed 1.73 x up_to"},
		}},
	{ID: "m-a-q-reduction", Doc: "metric, its value, and what that is: a latency of 128 ms, a 35% reduction", Pattern: "M * ,|with verb? the? Q down.n|improve.n $", Sense: change,
		Yes: []Example{{"Tests show a latency of 128 ms, representing a 35% reduction.", "latency 1.538 percent"}}},
	{ID: "speedup-over-x-of-q", Doc: "speedup, over something, of, figure", Pattern: "fast.n * of|by|(|be Q $", Sense: change, Metric: "speed",
		Yes: []Example{{"We see a speedup over the eager mode of 3x.", "speed 3 x"}}},
	{ID: "m-reduction-of-q", Doc: "metric, noun of change, of, figure: memory savings of 40%", Pattern: "M change.n|compress.n of|by|(|be? Q $", Sense: change,
		Yes: []Example{{"It offers memory savings of up to 40%.", "memory 1.667 percent up_to"}}},
	{ID: "reduction-of-q-in-m", Doc: "noun of change, of, figure, in, metric: a reduction of 30% in FLOPs", Pattern: "change.n of|by Q of|in? M", Sense: change,
		Yes: []Example{{"It yields a reduction of 30\\% in floating point operations.", "compute 1.429 percent"}}},
	{ID: "reduction-in-m-of-q", Doc: "noun of change, in, metric, of, figure: a reduction in latency of 30%", Pattern: "change.n of|in M * of|by|(|from by? Q", Sense: change,
		Yes: []Example{{"We note savings in network parameters (∼ 48 ×).", "parameters 48 x approx"}}},

	{ID: "m-minus-q", Doc: "metric, signed figure: latency (-42%)", Pattern: "M ( Q:%", Sense: change,
		Yes: []Example{{"Latency (-42%) and serving cost (-28%) both fall.", "latency 1.724 percent; cost 1.389 percent"}}},
	{ID: "m-paren-q", Doc: "rate, figure in parentheses: energy efficiency (up to 5x)", Pattern: "M ( Q:x", Sense: ratio,
		Yes: []Example{{"It has excellent energy efficiency (up to 5X the GPU).", "energy 5 x up_to"}}},

	// Verb, metric, by, figure.
	{ID: "reduce-m-by-q", Doc: "verb, metric, by, figure: reduces memory by 35%", Pattern: "change.v|compress.v M * ,? by Q:x%ms", Sense: change,
		Yes: []Example{
			{"This reduces peak memory by 35.5%.", "memory 1.55 percent"},
			{"It shortens the reasoning, reducing token usage, often by 3x-5x.", "tokens 3..5 x"},
			{"This reduces training times by 50% and completion lengths by 20%.", "speed 2 percent; tokens 1.25 percent"},
			{"It boosts the throughput of existing engines by 3x and 2x, respectively.", "throughput 3 x; throughput 2 x"},
			{"It cuts the parameter count and MACs by half.", "parameters 2 fraction_of; compute 2 fraction_of"},
		},
		No: []string{"This reduces the error by 30%."}},
	{ID: "lower-m-by-q", Doc: "modal or to, lower as a verb, metric, by, figure: can lower memory by 35%", Pattern: "verb|to down.a M * by Q:x%ms", Sense: change,
		Yes: []Example{{"Caching can substantially lower the latency by 52%.", "latency 2.083 percent"}},
		No:  []string{"Filtering may lower the error by 30%."}},
	{ID: "m-reduced-by-q", Doc: "metric, verb, by, figure: latency is reduced by 30%", Pattern: "M * be? change.v|compress.v by|( by? Q:x%ms", Sense: change,
		Yes: []Example{{"The storage requirement can be further compressed by 85%.", "size 6.667 percent"}}},
	{ID: "m-reduction-over-x-q", Doc: "metric, noun of change, over something, figure: latency improvements over the baseline up to 1.3x", Pattern: "M change.n than ~ of|by? Q $", Sense: change,
		Yes: []Example{{"It shows latency improvements over the eager mode of 1.3x.", "latency 1.3 x"}}},
	{ID: "speedup-in-m-q", Doc: "noun of change, in, metric, figure: a speedup in latency up to 2.3x", Pattern: "fast.n|change.n of|in M Q $", Sense: change,
		Yes: []Example{{"It shows a speedup in latency up to 2.28 times.", "latency 2.28 x up_to"}}},
	{ID: "m-drops-q", Doc: "metric, verb, figure: memory decreases 75%", Pattern: "M * be? change.v|compress.v in? Q:x%ms $", Sense: change,
		Yes: []Example{{"Model size shrinks eightfold.", "size 8 x"}, {"Memory during training is cut in half.", "memory 2 fraction_of"}}},
	{ID: "shrink-m-q", Doc: "verb, metric, figure: shrinks traffic 8-fold", Pattern: "change.v M Q:x%ms $", Sense: change,
		Yes: []Example{{"Rounding shrinks traffic 8-to-16-fold.", "communication 8..16 x"}}},
	{ID: "shrink-m-for-x-q", Doc: "verb, metric, more of the phrase, factor: reduces FLOPs for training three-fold", Pattern: "change.v M * Q:xm $", Sense: change,
		Yes: []Example{{"It reduces FLOPs for training three-fold.", "compute 3 x"}}},
	{ID: "accelerate-by-q", Doc: "accelerate, by, figure", Pattern: "fast.v M? * by Q", Sense: change, Metric: "speed",
		Yes: []Example{{"It accelerates inference by over 20x.", "speed 20 x at_least"}}},
	{ID: "accelerate-paren-q", Doc: "accelerate something, figure in parentheses", Pattern: "fast.v M? * ( by? Q )", Sense: change, Metric: "speed",
		Yes: []Example{{"The trick can accelerate fine-tuning (by more than 3x) at no loss.", "speed 3 x at_least"}}},
	{ID: "faster-by-q", Doc: "faster than something, by, figure", Pattern: "fast.a * by Q $", Sense: change, Metric: "speed",
		Yes: []Example{{"The index is faster than existing methods by 250x.", "speed 250 x"}}},
	{ID: "accelerate-q", Doc: "accelerate something, figure: sped up planning 4-7x", Pattern: "fast.v ~ up? Q $", Sense: change, Metric: "speed",
		Yes: []Example{{"We sped up planning 4-7×.", "speed 4..7 x"}, {"Caching accelerates our base model 10-18x.", "speed 10..18 x"}}},
	{ID: "reduce-q-m", Doc: "verb, figure, metric: saves 32% of FLOPs", Pattern: "down.v Q:x%ms of? M", Sense: change,
		Yes: []Example{{"It saves 32% of FLOPs.", "compute 1.471 percent"}, {"The scheme reduces up to 67% routing latency.", "latency 3.03 percent up_to"}}},
	{ID: "halve-m", Doc: "verb that is a figure: halves the latency, doubling throughput", Pattern: "Q:v of? M", Sense: ratio,
		Yes: []Example{{"It halves the latency.", "latency 2 fraction_of"}, {"Caching doubles throughput.", "throughput 2 x"}}},
	{ID: "m-halved", Doc: "metric, verb that is a figure: latency is halved", Pattern: "M * be? Q:v $", Sense: ratio,
		Yes: []Example{{"Latency is more than halved.", "latency 2 fraction_of at_least"}}},
	{ID: "improve-m-paren-q", Doc: "verb, metric, figure in parentheses: improves speed (8.2times)", Pattern: "change.v M * ( by? Q $", Sense: change,
		Yes: []Example{{"It cuts retrieval time (by 30%) and memory usage (by 20%).", "speed 1.429 percent; memory 1.25 percent"}}},
	{ID: "and-m-q", Doc: "one verb, two metrics with figures: improves speed 20% and throughput 15%", Pattern: "change.v ~ q and M Q $", Sense: change,
		Yes: []Example{{"It cuts latency 20% and energy 15%.", "latency 1.25 percent; energy 1.176 percent"}}},
	{ID: "and-m-by-q", Doc: "one verb, several metrics: reduces time by 2x and memory by 3x", Pattern: "change.v|change.n|compress.v|fast.v ** and|, M * by|( by? Q:x%ms", Sense: change,
		Yes: []Example{{"It reduces the compute of prefill by 50% and the memory of the cache by 62.5%.", "compute 2 percent; memory 2.667 percent"}}},
	{ID: "reduce-overhead-by-q", Doc: "verb, overhead, by, figure: reduces the overhead by 40%", Pattern: "down.v ~ burden * by Q:x%s", Sense: change, Metric: "compute",
		Yes: []Example{{"Fusing the two kernels lowers the overhead by 40%.", "compute 1.667 percent"}}},
	{ID: "faster-paren-q", Doc: "faster, figure in parentheses: faster (>100x)", Pattern: "fast.a * ( Q", Sense: change, Metric: "speed",
		Yes: []Example{{"Models train substantially faster (>100x) than before.", "speed 100 x at_least"}}},
	{ID: "m-paren-share", Doc: "share of a metric in parentheses: (25% of the original memory)", Pattern: "( Q:%s of M", Sense: sharing,
		Yes: []Example{{"The smaller cache (25% of the original memory) suffices.", "memory 4 percent_of"}}},
	{ID: "smaller-paren-q", Doc: "smaller, figure in parentheses", Pattern: "down.a ( Q", Sense: change,
		Yes: []Example{{"The pruned model is smaller (>10x).", "parameters 10 x at_least"}}},
	{ID: "lower-m-paren-q", Doc: "comparative, metric, figure in parentheses: lower latency (3x)", Pattern: "change.a M ( by? Q", Sense: change,
		Yes: []Example{{"It has lower latency (3x).", "latency 3 x"}}},

	// Shares.
	{ID: "reduce-m-to-q", Doc: "verb, metric, to a share: compresses the trace to 20% of the original", Pattern: "down.v|compress.v M * to Q:%s", Sense: sharing,
		Yes: []Example{{"It compresses reasoning length to 20% of the original.", "tokens 5 percent_of"}}},
	{ID: "m-reduced-to-q", Doc: "metric, verb, to a share: the parameter count is reduced to 30%", Pattern: "M * be? down.v|compress.v to Q:%s", Sense: sharing,
		Yes: []Example{{"Memory and latency are reduced to 33% and 10% of the teacher.", "memory 3.03 percent_of; latency 10 percent_of"}}},
	{ID: "q-m-removed", Doc: "figure, metric, removed: 42% of the layers can be removed", Pattern: "Q:%s of? M * remove.v", Sense: change,
		Yes: []Example{{"We find that 42% of the attention layers can be removed.", "parameters 1.724 percent"}}},
	{ID: "compress-by-q", Doc: "compress something by a figure", Pattern: "compress.v|down.v|remove.v ~ model by Q", Sense: change, Metric: "parameters",
		Yes: []Example{{"It compresses the language model by 50%.", "parameters 2 percent"}}},
	{ID: "compress-x-by-q", Doc: "compress a named thing by a figure", Pattern: "compress.v * by Q", Sense: change, Metric: "size",
		Yes: []Example{{"It compresses Qwen by 50%.", "size 2 percent"}}},
	{ID: "add-q-m", Doc: "add, figure, metric: adds 2% FLOPs", Pattern: "price Q:% M", Sense: change, Worse: true,
		Yes: []Example{{"The probe adds just 2% FLOPs.", "compute 0.9804 percent worse"}},
		No:  []string{"It incurs only 10% of the cost."}},
	{ID: "add-q-of-m", Doc: "add, share, metric: adds less than 1% of an epoch", Pattern: "price Q:l of M", Sense: change, Worse: true,
		Yes: []Example{{"Calibration adds less than 1% of an epoch.", "cost 0.9901 percent worse up_to"}}},
	{ID: "use-q-of-m", Doc: "use, share, metric: using only 15% of the training compute", Pattern: "use|tune Q:%s of? M", Sense: sharing,
		Yes: []Example{{"It wins while using only 15% of the training compute.", "compute 6.667 percent_of"},
			{"It only requires 8% of the labels to achieve the same accuracy.", "data 12.5 percent_of"},
			{"We win with less than 0.9% trainable parameters of the base model.", "parameters 111.1 percent_of at_least setting"},
			{"By tuning 2% of the parameters and pruning 30% of the layers, we win.", "parameters 50 percent_of setting; parameters 1.429 percent setting"},
			{"It works with half the parameters of the rival.", "parameters 2 fraction_of"}}},
	{ID: "use-fraction-paren-q-of-m", Doc: "use a fraction, the figure in parentheses, of metric", Pattern: "use ~ ( Q:% ) of M", Sense: sharing,
		Yes: []Example{{"The chip uses only a fraction (15%) of the energy of the CPU.", "energy 6.667 percent_of"}}},
	{ID: "train-on-q-of-m", Doc: "train on a share of the data", Pattern: "tune.v prep Q:%s of? M", Sense: sharing,
		Yes: []Example{{"Models trained on just 25% of the labeled data win.", "data 4 percent_of"}}},
	{ID: "m-only-q-of", Doc: "metric, a share said to be little: indexes with size only 44% of the text", Pattern: "M Q:l of", Sense: sharing,
		Yes: []Example{{"The system builds files with size only 44% of the text.", "size 2.273 percent_of"}}},
	{ID: "less-than-q-of-m", Doc: "a share in apposition, said to be small: …, less than 1% of the data", Pattern: ",|(|break Q:l of M", Sense: sharing,
		Yes: []Example{{"It takes 2B tokens, less than 1% of the pre-training data.", "data 100 percent_of at_least"}}},
	{ID: "little-is-needed", Doc: "a share said to be little, metric, is needed", Pattern: "Q:l of? M suffice.v", Sense: sharing,
		Yes: []Example{{"Just 40% of the training data is required to reach the same accuracy.", "data 2.5 percent_of"}},
		No:  []string{"Another 40% of the training data is required."}},
	{ID: "little-m-than", Doc: "a share said to be little, metric, compared to something", Pattern: "Q:l M than", Sense: sharing,
		Yes: []Example{{"The network holds only 1/9 parameters compared with its teacher.", "parameters 9 fraction_of"}},
		No:  []string{"The network makes only 1/9 errors compared with its teacher."}},
	{ID: "verb-half-the-m", Doc: "verb, fraction, the, metric: it has one-third the parameters of", Pattern: "verb Q:s the M", Sense: sharing,
		Yes: []Example{{"It keeps the accuracy, maintaining one-third the parameters of the teacher.", "parameters 3 fraction_of"}},
		No:  []string{"It achieves half the error of the teacher.", "We propose a third step of refinement."}},
	{ID: "share-suffices", Doc: "share, metric, suffices", Pattern: "Q:%s of? M suffice.a", Sense: sharing,
		Yes: []Example{{"Fewer than 5% of the labels suffice.", "data 20 percent_of at_least"}}},
	{ID: "in-half-the-m", Doc: "in, fraction, metric: in half the training time", Pattern: "in|to Q:s of? M", Sense: sharing,
		Yes: []Example{{"It converges in half the training time.", "speed 2 fraction_of"}}},
	{ID: "and-half-the-m", Doc: "a fraction in a list: … and half the memory of", Pattern: "and|, Q:s M of", Sense: sharing,
		Yes: []Example{{"It has 3x fewer MACs and half the memory of the teacher.", "compute 3 x; memory 2 fraction_of"}}},
	{ID: "title-half-the-m", Doc: "fraction, metric in a title", Pattern: "Q:s M", Sense: sharing, Title: true,
		Yes: []Example{{"title: Half the FLOPs for Free", "compute 2 fraction_of"}}},
	{ID: "is-q-of-m-of", Doc: "copula, share, metric, of: is only 66% of the model size of", Pattern: "be Q:%s of? M of", Sense: sharing,
		Yes: []Example{{"Our encoder is only 66% of the model size of BERT.", "size 1.515 percent_of"}}},
	{ID: "m-is-q-of", Doc: "metric, copula, share: the computation time is less than 1% of", Pattern: "M * be|( Q:%s of", Sense: sharing,
		Yes: []Example{{"The computation time is less than 1% of the simulator.", "speed 100 percent_of at_least"}}},
	{ID: "remove-q-m", Doc: "remove, figure, metric: removing 25% of the parameters", Pattern: "remove.v Q:%s of? M", Sense: change,
		Yes: []Example{{"It works while removing sim25% of parameters.", "parameters 1.333 percent approx"}}},

	// Before and after.
	{ID: "m-falls-from-to", Doc: "metric, verb, before and after: latency drops from 12.3 s to 5.6 s", Pattern: "M * be? change.v|compress.v Q:pi", Sense: pairing,
		Yes: []Example{{"Detection latency drops from 12 s to 3 s.", "latency 4 x"}}},
	{ID: "m-instead-of", Doc: "metric, after instead of before", Pattern: "M * use.v|change.v * Q:i", Sense: pairing,
		Yes: []Example{{"Decoding latency needs 20 ms instead of 80 ms.", "latency 4 x"}}},
	{ID: "cut-m-from-to", Doc: "verb, metric, before and after: cuts latency from 12.3 s to 5.6 s", Pattern: "change.v|change.n|compress.v of|in? M * Q:pi", Sense: pairing,
		Yes: []Example{{"It cuts detection latency from 12 s to 3 s.", "latency 4 x"}}},
	{ID: "from-to", Doc: "before and after whose unit tells the metric", Pattern: "change.v|fast.v * Q:pi", Sense: pairing,
		Yes: []Example{{"We cut it from 141,000 to 22,000 tokens.", "tokens 6.409 x"}}},

	{ID: "take-instead-of", Doc: "take, after instead of before: takes 9 s instead of 45 s", Pattern: "use.v|verb * Q:i", Sense: pairing,
		Yes: []Example{{"A scene takes 9 s instead of 45 s.", "speed 5 x"}}},
	{ID: "m-versus", Doc: "metric, two figures in parentheses: training time (333 s vs. 62 s)", Pattern: "M * ( Q:p )", Sense: pairing, Role: "comparison",
		Yes: []Example{{"We report reduced training time (330 s vs. 66 s).", "speed 5 x comparison"}}},
	{ID: "q-m-than", Doc: "factor, what is used, than: 1.2x the training cost relative to LoRA", Pattern: "Q:x M than", Sense: change, Worse: true,
		Yes: []Example{{"It comes at 1.2x training cost relative to LoRA.", "cost 0.8333 x worse"}}},
	{ID: "outperform-in-m-by-q", Doc: "outperform, in, metric, by, figure", Pattern: "improve.v * in M by Q $", Sense: change,
		Yes: []Example{{"It outperforms the baseline in rendering speed by 300%-800%.", "speed 4..9 percent"}, {"It outperforms the baseline in sample efficiency by 20x.", "data 20 x"}},
		No:  []string{"It outperforms the baseline in accuracy by 3%.", "It outperforms the baseline in extensive evaluations by 3%."}},
	{ID: "outperform-by-q-in-m", Doc: "outperform, by, figure, in, metric", Pattern: "rival * by Q of|in M", Sense: change,
		Yes: []Example{{"It outperforms the solver by four orders of magnitude in runtime.", "speed 10000 order_of_magnitude"}}},
}

func init() {
	for i := range table {
		if err := table[i].compile(); err != nil {
			panic("claim: " + err.Error()) // the table is code; TestRules holds it
		}
	}
	for kind := times; kind <= points; kind++ {
		for _, bits := range [...]uint16{1 << kind, 1<<kind | littleBit, verbBit, insteadBit} {
			if rulesFor[bits] != nil {
				continue
			}
			for i := range table {
				if table[i].elements[table[i].prefix].kinds&bits != 0 {
					rulesFor[bits] = append(rulesFor[bits], &table[i])
				}
			}
		}
	}
}

// rulesFor lists the rules by the kind of quantity that they take, in order of precedence.
var rulesFor = map[uint16][]*Rule{}

// Rules returns a copy of the table in order of precedence.
func Rules() []Rule { return append([]Rule(nil), table...) }
