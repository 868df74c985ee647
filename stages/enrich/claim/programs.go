package claim

import (
	"math/bits"
	"strings"
)

// Papers on programs and the machines that run them: "outperforms Redis by 3x" and "a performance gain of 3x" tell there how much
// faster something runs. In a paper on learning they tell of any quality, and make no claim.

// onPrograms: title and abstract speak of programs and machines, in four words or more, and in three times as many as of learning and
// what models are rated by. Asked for by one abstract in hundreds.
func (m *Miner) onPrograms() bool {
	var machine, quality uint64
	for _, text := range [...]string{m.title, m.abs} {
		for i := 0; i < len(text); i++ {
			lo := i
			for i < len(text) && isLetter(text[i]) {
				i++
			}
			switch k := programWords[strings.ToLower(text[lo:i])]; {
			case k > 0:
				machine |= 1 << k
			case k < 0:
				quality |= 1 << -k
			}
		}
	}
	n := bits.OnesCount64(machine)
	return n >= 4 && n >= 3*bits.OnesCount64(quality)
}

// programWords numbers the words that onPrograms counts, those of a model's quality below zero. Forms of one word have one number.
var programWords = func() map[string]int {
	words := map[string]int{}
	for sign, lines := range map[int]string{
		1: `database databases dbms rdbms
			sql
			query queries
			transaction transactions transactional oltp
			throughput
			latency latencies
			storage ssd ssds disk disks flash
			rdma nvm persistent
			kernel kernels
			compiler compilers compilation llvm
			cpu cpus processor processors
			gpu gpus fpga fpgas accelerator accelerators
			cache caches caching
			scheduler schedulers scheduling
			cluster clusters datacenter datacenters
			distributed
			concurrency concurrent lock locks locking
			multicore cores core threads threading
			filesystem filesystems file files
			linux os operating
			spark hadoop mapreduce dataflow flink
			workload workloads
			runtime runtimes execution
			memory dram
			bandwidth
			networking packet packets
			virtual hypervisor container containers serverless
			index indexes indexing indices
			join joins
			log logs logging
			hardware
			program programs programming
			parallel parallelism
			server servers client clients
			overhead overheads
			scalable scalability scales
			replication consensus
			tpc ycsb
			graph graphs
			partitioning sharding
			instruction instructions simd`,
		-1: `accuracy accurate
			f bleu rouge wer
			map miou iou psnr ssim fid auc auroc
			neural
			classification classifier
			segmentation detection recognition
			reasoning agent agents
			reward policy reinforcement
			vision visual image images
			generalization robustness
			pretrained pretraining finetuning
			learning learned
			dataset datasets
			transformer transformers llm llms`,
	} {
		for i, line := range strings.Split(lines, "\n") {
			for _, w := range strings.Fields(line) {
				words[w] = sign * (i + 1)
			}
		}
	}
	return words
}()
