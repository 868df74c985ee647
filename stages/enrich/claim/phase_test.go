package claim

import "testing"

// Where the sentence is silent the phase is told by what is counted and what the paper is about.
func TestPhaseWithoutItsWords(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{"Fewer Tools: Agents That Ask Less by Reinforcement Learning with Policy Optimization", "Our training recipe lets agents learn. It reduces tool calls by 40% on hard tasks.", "inference"},
		{"Watching Less: Neural Video Understanding", "Our model answers as well with 30% fewer frames.", "inference"},
		{"Distilling Video Data for Neural Networks", "The set holds the essence of the data with 3% of the frames.", "training"},
		{"A Neural Assistant for Language Tasks", "With deep models, coding takes 50% less time compared to manual work.", "unspecified"},
		{"A Neural Language Model", "With deep models, coding takes 50% less time.", "inference"},
		{"Ledger: Light Clients across Chains", "Its light clients verify less, which is a 35% reduction in costs.", "unspecified"},
		{"Clustered: Kubernetes with Microservices", "It is 3x faster than the default scheduler.", "unspecified"},
		{"Jailbreaks: An Attack by Gradients", "Attacks of this kind are 2x faster.", "unspecified"},
		{"A Neural Language Model", "It is 4x and 3x faster for inference and training, respectively.", "inferencetraining"},
		{"A Neural Language Model", "It needs 25% less memory and reduces latency by 40% during both training and inference.", "unspecifiedunspecified"},
		{"A Neural Language Model", "Its memory holds up to 10x the training length.", "inference"},
		{"A Deep Network for Depth Estimation", "Its model size falls by 40% even without any data set for training.", "unspecified"},
	} {
		var got string
		for _, claim := range Mine(c.title, c.text) {
			got += claim.Phase
		}
		if got != c.want {
			t.Errorf("%s: %q: phase %q, want %q", c.title, c.text, got, c.want)
		}
	}
}
