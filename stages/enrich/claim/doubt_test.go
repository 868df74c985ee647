package claim

import (
	"strings"
	"testing"
)

// What stands beside a figure can make it no efficiency of ours, and what looks the same can be one.
func TestDoubts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// two figures, one of a quality
		{"The filter improves recall and indexing speed by 12% and 90%.", "speed 1.9 percent"},
		{"The filter improves indexing speed and recall by 12% and 90%.", "speed 1.12 percent"},
		{"The filter improves decoding and indexing speed by 12% and 90%.", "speed 1.12 percent; speed 1.9 percent"},
		// a list ends before what has its own verb or article
		{"It gets there with only 20% of the training data, highlighting superb data efficiency.", "data 5 percent_of"},
		{"It uses half the training data and a better compression rate.", "data 2 fraction_of"},
		{"It uses half the training data and memory of BigNet.", "data 2 fraction_of; memory 2 fraction_of"},
		// what a verb of less governs
		{"The scheme cuts 98% communication overhead.", "communication 50 percent"},
		{"The scheme has 8% communication overhead.", "communication 0.9259 percent worse"},
		{"The encoder saves 20% more energy than BigNet.", "energy 1.25 percent"},
		{"The encoder draws 25% more energy than BigNet.", "energy 0.8 percent worse"},
		{"We reach a reduction of up to 3x resource savings and 4x power compared to BigChip.", "cost 3 x up_to; energy 4 x"},
		{"The teacher has 100% more parameters than the student.", "parameters 2 percent"},
		// praise, not price
		{"It expands the codebook size by 8x.", ""},
		{"The corpus contains four times as many tokens as BigText.", ""},
		{"It answers with four times as many tokens as BigNet.", "tokens 0.25 x worse"},
		{"The price of bread is 6% higher.", ""},
		{"The watch time grows by 40%.", ""},
		{"The talks bring 20% organic traffic growth.", ""},
		// power is energy, but for tests
		{"The new chip shows a 60% power improvement.", "energy 2.5 percent"},
		{"For hypothesis tests it shows a 60% power improvement.", ""},
		// sets of predictions and numbers of trials are what is found
		{"It reduces the prediction set size by 20%.", ""},
		{"It outperforms the nurses by 40% in spotting eligible trials.", ""},
		{"It outperforms the solver by 4x in runtime.", "speed 4 x"},
		// names of sizes, halves, compounds
		{"It paints well in 1/4-step sampling.", ""},
		{"It sends the data between the two halves.", ""},
		{"We use a two-fold micro batch schedule.", ""},
		{"It is weaker in lower-resource languages (up to a 30% gap).", ""},
		// datasets are data
		{"The mix is 30% smaller than the best single dataset.", "data 1.429 percent"},
		{"By training on a dataset 10x larger, it wins.", "parameters 10 x comparison"},
		// who pays, and when
		{"Trees are notoriously slow, with lookups an order of magnitude slower than hashing.", "speed 0.1 order_of_magnitude worse background"},
		{"Unfortunately, our tests reveal that trees are still 4x slower.", "speed 0.25 x worse background"},
		{"Unfortunately, our tests reveal that our tree is still 4x slower.", "speed 0.25 x worse"},
		{"Recall degrades slowly as bandwidth shrinks from 64 to 4 bits.", "size 16 x setting"},
		{"When the inference time is increased by 15%, recall grows.", "speed 0.8696 percent worse setting"},
		{"A tenfold increase in model size lowers the error by 3%.", "size 0.1 x worse setting"},
		{"It needs a tenfold increase in model size.", "size 0.1 x worse"},
		{"Adapters do even worse than probing when trained on less than 2% of the data.", "data 50 percent_of at_least setting"},
		{"It reads well at a 20x compression ratio.", "size 20 x setting"},
		{"It reaches a 20x compression ratio.", "size 20 x"},
		{"Even with aggressive pruning (e.g., 90% visual tokens removed), we keep the accuracy.", "tokens 10 percent setting"},
		{"BigNet takes 4x the training time compared to our proposed encoder.", "speed 0.25 x worse comparison"},
		// shares that are how it is made
		{"It restricts the filter to a quarter of the channels.", ""},
		{"With a small amount (3%) of new parameters, it wins.", ""},
		{"For dense layers (over 60% of the FLOPs), we add a router.", ""},
		{"It grows better with more data (65% to 72%).", ""},
		{"It takes far fewer parameters (about 2% of the teacher).", "parameters 50 percent_of approx"},
		{"The loss scales with the model size, achieving a 17% improvement.", ""},
		{"It has a latency of 40 ms, a 2x improvement.", "latency 2 x"},
		{"Despite a 12% increase in build time, we see a mean gain of 18% in one, 32% in the other.", "speed 0.8929 percent worse"},
		{"The gap between both is, in fact, 7 times smaller.", ""},
		{"Offloading 5% of the generated tokens helps.", ""},
		{"It leads, at the cost of fewer answers, with the refusal rate dropping from 90% to 60%.", ""},
		// what lasts, what is tested, what is there
		{"Their dialogues are 25% shorter in duration.", ""},
		{"Training is 25% shorter in duration.", "speed 1.333 percent"},
		{"It brings a 3x improvement in cross-domain evaluations.", ""},
		{"It brings a 3x reduction in cross-domain evaluations.", "cost 3 x"},
		{"The crop reduces the available training data to 6%.", ""},
		{"It needs only 6% of the available training data.", "data 16.67 percent_of"},
		{"It lowers the Rand index from 3 to 2.", ""},
		{"The optimizer has its step size halved every 10k steps.", ""},
		{"The filter reduces the dataset to 100 hours (1.4%).", ""},
		{"The filter reduces the latency to 26 ms (40%).", "latency 1.667 percent"},
		{"Our data caused a decrease of 8% in the recall of the judges.", ""},
		{"It improves recall on images with varying codecs and bitrates by 10%.", ""},
		{"It beats BigNet by 2% with 80% token reduction, and by 4% on NanoNet.", "tokens 5 percent"},
		{"Two-way scanning doubles the scanning speed but introduces blur.", "speed 2 x background"},
		{"Often the order-of-magnitude memory overhead limits its use.", "memory 0.1 order_of_magnitude worse background"},
		{"The optimal data size grows 3x faster than the model.", ""},
		{"The model trains 3x faster than the teacher.", "speed 3 x"},
		{"Dialects are underrepresented with only 2% of the images.", ""},
		{"It matches the teacher with only 2% of the images.", "data 50 percent_of"},
		// what went wrong, measures, what others proposed
		{"It makes 40% fewer incorrect queries.", ""},
		{"It makes 40% fewer queries.", "cost 1.667 percent"},
		{"It lowers invalid training data from 50% to 7%.", ""},
		{"It improves the KV cache hit rates by 60%.", ""},
		{"It improves the concordance index by 10%.", ""},
		{"It shrinks the index by 10%.", "size 1.111 percent"},
		{"It shows 300% better convergence.", ""},
		{"It improves long-context translation by 20%.", ""},
		{"The films have a 20x longer horizon than other datasets.", ""},
		{"Models use less than 30% of their claimed context length.", ""},
		{"The staff spend up to 30% of their work time searching.", ""},
		{"Optical sensing has been proposed to reduce power by 10x.", "energy 10 x background"},
		{"We find that sensing with lenses can reduce power by 10x.", "energy 10 x"},
		{"It improves inference efficiency across models from 1B to 70B parameters.", ""},
		{"It cuts the delay by 3x and the delay variations by 2x.", "latency 3 x"},
		{"It is 4x more effective in terms of updates/forgets.", ""},
		{"It learns from only 10% labeled data and 90% unlabeled data.", "data 10 percent_of"},
		{"Reducing the memory from 80 GB to 20 GB yields better recall.", "memory 4 x setting"},
		{"Reducing the memory from 80 GB to 20 GB, it fits one card.", "memory 4 x"},
	} {
		var got []string
		for _, claim := range Mine("", c.text) {
			got = append(got, claim.String())
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
