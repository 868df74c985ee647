package title

// A Rule is one way in which titles name a system.
type Rule struct {
	ID      string
	Idea    string
	Yes, No []Example
	find    func(*doc) finding
	needs   trait // it never fires on a title that lacks one of them
	words   class // nor, if any are given, on one without a word of these classes
}

// An Example is a title, with the abstract where that decides. In Rule.Yes the
// rule itself gives System; in Rule.No it does not fire.
type Example struct{ Title, Abstract, System string }

// A finding is a rule's verdict. A rule that fires with an empty span says that
// the title names no system, and ends the search.
type finding struct {
	span
	fired bool
	why   string
}

func hit(s span) finding      { return finding{span: s, fired: true} }
func none(why string) finding { return finding{fired: true, why: why} }
func miss(why string) finding { return finding{why: why} }

// Rules is the table, in the order in which Parse tries it. The head is what
// stands before the title's first colon or dash.
var Rules = append(titleRules, abstractRules...)

// titleRules start from the title; most of them ask the abstract.
var titleRules = []Rule{
	{
		ID:   "team",
		Idea: "NAME at SHARED TASK is a team, and the title names no system",
		Yes: []Example{
			{Title: "NightOwls@KnotLab 2025: Small Models"},
			{Title: "NightOwls at KnotTIE: Small Models"},
			{Title: "NightOwls at SemEval-2024 Task 3: Small Models for Cause Extraction"},
			{Title: "NightOwls @ParrotTrack: Small Models"},
			{Title: "Two Stages Are Enough: NightOwls at CheckThat! 2023 Shared Task"},
		},
		No: []Example{
			{Title: "Catch@K Mooring: Ropes that Hold"},
			{Title: "KEL@OTR: Ropes that Hold"},
			{Title: "GridFormer: Dense Prediction at Scale"},
			{Title: "Look at the Boundary: Segmentation with Edges"},
		},
		find: isTeam, needs: atSign,
	},
	{
		ID:   "overview",
		Idea: "Overview of SHARED TASK, and findings or proceedings of one: the title names no system",
		Yes: []Example{
			{Title: "Overview of the RopeLamp 2025 Shared Task", Abstract: "We describe RopeLamp 2025, a task for crews."},
			{Title: "Findings of the RopeLamp Challenge: Knots at Night", Abstract: "We present RopeLamp, a task for crews."},
		},
		No:   []Example{{Title: "RopeLamp: An Overview of Knots"}, {Title: "Overview Maps of Reefs with RopeLamp"}, {Title: "Findings of RopeLamp at Night"}},
		find: overview,
	},
	{
		ID:   "head-acronym",
		Idea: "a head that ends in its acronym: Long Phrase (ACR): …",
		Yes: []Example{
			{Title: "Contrastive Language-Image Pretraining (CLIPPER): Images from Captions", System: "CLIPPER"},
			{Title: "Depth Decay Decoding (D³): Skipping Layers", System: "D³"},
		},
		No: []Example{
			{Title: "Drying Salt-Lined Ropes (SLR) for Boats: Is It Enough?", Abstract: "Crews dry salt-lined ropes (SLRs) by hand."},
			{Title: "Agents (and Humans): Who Decides?"},
			{Title: "From Charts to (STRIPS) Plans: First Results"},
			{Title: "Convolutional Networks (CNN): Twenty Years On"},
		},
		find: headAcronym, needs: longHead | bracketed,
	},
	{
		ID:   "head-word",
		Idea: "a head of one word, unless it is a heading or the abstract uses it as a common noun",
		Yes: []Example{
			{Title: "Perspectives: Reading Old Charts", Abstract: "This paper presents Perspectives, an atlas of charts.", System: "Perspectives"},
			{Title: "QUILL-a Small Network for Handwriting", System: "QUILL"},
			{Title: "BERT-of-Theseus: Compressing BERT by Progressive Module Replacing", System: "BERT-of-Theseus"},
			{Title: "Longformer: The Long-Document Transformer", System: "Longformer"},
			{Title: "π₀: A Vision-Language-Action Flow Model", System: "π₀"},
			{Title: "MotionNet:Joint Perception from Sweeps", System: "MotionNet"},
			{Title: "G^2{ULL}: Birds at Sea", System: "G^2{ULL}"},
			{Title: "plan:IT: Public Plans for Ports", Abstract: "We introduce plan:IT, a service.", System: "plan:IT"},
			{Title: "Zephyr – Distilling Alignment", System: "Zephyr"},
			{Title: "QuillNet- A Small Network for Handwriting", System: "QuillNet"},
			{Title: "QUILL-A Small Network for Handwriting", System: "QUILL"},
			{Title: "Lantern: Reading Old Charts by Night", Abstract: "A lantern is weak. The resulting model, LANTERN, reads charts.", System: "Lantern"},
		},
		No: []Example{
			{Title: "Perspectives: Reading Old Charts", Abstract: "This paper presents many Perspectives, an atlas of charts."},
			{Title: "Quill-a Small Network for Handwriting"},
			{Title: "Position: Benchmarks Should Expire"},
			{Title: "Hallucination: Causes and Cures"},
			{Title: "Unsafe! Why Filters Fail: An Audit"},
			{Title: "1+1>2: Two Sensors See More"},
			{Title: "Type-A Behavior in Crowds"},
			{Title: "Tokens: What Models Read", Abstract: "We study how tokens are split."},
		},
		find: headWord, needs: oneHead,
	},
	{
		ID:   "answer",
		Idea: "Question? NAME: …",
		Yes: []Example{
			{Title: "Do Boats Drift at Night? RopeLamp: A Light for Crews", System: "RopeLamp"},
			{Title: "Who Ties Best? Marlin: A Test of Knots", Abstract: "We propose a test called Marlin for knots.", System: "Marlin"},
		},
		No: []Example{
			{Title: "Do Boats Drift? Yes: A Reply"},
			{Title: "Who Ties Best? Half Knots: A Test", Abstract: "We tie."},
			{Title: "Who Ties Best? Ropes: A Test", Abstract: "We study ropes."},
		},
		find: answer, needs: longHead,
	},
	{
		ID:   "report",
		Idea: "Introducing NAME; NAME Technical Report",
		Yes: []Example{
			{Title: "Qwen2.5 Technical Report", System: "Qwen2.5"},
			{Title: "Introducing Kestrel", System: "Kestrel"},
		},
		No: []Example{
			{Title: "Risk Analysis in Practice: A Technical Report"},
			{Title: "Introducing Noise to Training"},
		},
		find: report, words: field | propose,
	},
	{
		ID:   "two-names",
		Idea: "A and B: two names before or behind the colon, where both are spelled like names or the abstract introduces them together",
		Yes: []Example{
			{Title: "TideNet and RopeQA: Boats that Answer", Abstract: "We train TideNet. RopeQA asks.", System: "TideNet and RopeQA"},
			{Title: "Small Talk at Sea: Kestrel and Marlin Datasets", Abstract: "We release two sets: Kestrel and Marlin.", System: "Kestrel and Marlin"},
		},
		No: []Example{
			{Title: "Ropes and Knots: Boats that Answer", Abstract: "We study ropes and knots."},
			{Title: "BERT and GPT-2: Boats that Answer", Abstract: "We compare BERT and GPT-2."},
		},
		find: twoNames, needs: explained,
	},
	{
		ID:   "head-name",
		Idea: "a head of two to five capitalised words, one of them spelled like a name",
		Yes: []Example{
			{Title: "KELPNet Revisited: Meals for Crews", Abstract: "We improve KELPNet, a stove."},
			{Title: "The Harbour Cook's KELP: Meals for Crews", Abstract: "We introduce KELP, a stove for small boats.", System: "KELP"},
			{Title: "SwiftLoom Atlas: Long Sequences on Many Devices", System: "SwiftLoom Atlas"},
			{Title: "The HydraNet Corpus: Speech in Rain", System: "HydraNet Corpus"},
		},
		No: []Example{
			{Title: "Scaling HydraNet: More Data, Fewer Epochs"},
			{Title: "HydraNet for Rain: Speech in Storms"},
			{Title: "LLM Agents: Where They Fail"},
			{Title: "HydraNet challenge report: What We Learned"},
		},
		find: headName, needs: longHead | oddWord,
	},
	{
		ID:   "head-tail",
		Idea: "a head that closes with a version, with Benchmark, Corpus and the like, or with a known system's name or a term's acronym behind one new word",
		Yes: []Example{
			{Title: "Gentle Reply 2.0: Counter-Speech with Grounds", System: "Gentle Reply 2.0"},
			{Title: "Mountain Weather Benchmark: Forecasts above the Tree Line", System: "Mountain Weather Benchmark"},
			{Title: "Sheared LLaMA: Pruning Before Pre-training", System: "Sheared LLaMA"},
			{Title: "R-Cable NAS: Ropes Found by Search", System: "R-Cable NAS"},
		},
		No: []Example{
			{Title: "Pruning LLaMA: What Is Lost"},
			{Title: "Low-Tide NAS: Ropes Found by Search"},
			{Title: "Outrageously Deep Networks: Why Gates Help"},
			{Title: "Beyond the Benchmark: Tests That Last"},
		},
		find: headTail, needs: longHead,
	},
	{
		ID:   "head-claimed",
		Idea: "a head of any words that the abstract introduces as the paper's own",
		Yes: []Example{
			{Title: "The Harbour Patience Challenge: Crews that Wait", Abstract: "We introduce the Harbour Patience Challenge, a novel dataset of crews.", System: "Harbour Patience Challenge"},
			{Title: "Harbour Bias: A Desk for Crews", Abstract: "We propose the Harbour Bias framework to find lazy crews.", System: "Harbour Bias"},
			{Title: "Harbour Inbox: Letters for Crews", Abstract: "Harbour Inbox is a new desk for letters.", System: "Harbour Inbox"},
			{Title: "Tie, Rest, Sail: Crews that Wait", Abstract: "Crews hurry. This \"Tie, Rest, Sail\" pipeline slows them.", System: "Tie, Rest, Sail"},
			{Title: "Salt Red Queen: Ropes against Ropes", Abstract: "Ropes fight. Here, we study Salt Red Queen (SRQ), a simple game for ropes.", System: "Salt Red Queen"},
			{Title: "Salt Rope Signs: Ropes for Readers", Abstract: "Our resulting dry rope reading dataset Salt Rope Signs holds knots.", System: "Salt Rope Signs"},
			{Title: "Patient Net: Letters for Crews", Abstract: "We tune a net. The resulting system, Patient Net Desk, writes letters.", System: "Patient Net"},
			{Title: "Harbour Peace: Crews that Share", Abstract: "We report on a test of Harbour Peace, our shore-level way to share.", System: "Harbour Peace"},
			{Title: "Quiet Lattice Search: Cheap Routes for Couriers", Abstract: "Routes are costly. We propose quiet lattice search, which skips closed roads.", System: "Quiet Lattice Search"},
			{Title: "The Longer the Rope: Knots that Hold", Abstract: "We propose LTR (The Longer the Rope), a rule for knots.", System: "The Longer the Rope"},
			{Title: "Gentle Knots: Ropes that Hold", Abstract: "We introduce the gentle knot, a way to tie.", System: "Gentle Knots"},
			{Title: "Quiet Tide Lending: Cheap Routes", Abstract: "Routes are costly. Second, Quiet Tide Lending (QTL) halves them.", System: "Quiet Tide Lending"},
			{Title: "Salt-Aware Rope Repair: Ropes that Last", Abstract: "Ropes rot. Here we study Salt-Aware Rope Repair, a practice that saves them.", System: "Salt-Aware Rope Repair"},
			{Title: "Salt Rope Machines: Ropes that Last", Abstract: "A drum turns twice. We call this new machine the salt rope machine.", System: "Salt Rope Machines"},
			{Title: "Salt Rope Machines: Ropes that Last", Abstract: "A drum turns twice in our model, which we refer to as a salt rope machine.", System: "Salt Rope Machines"},
			{Title: "Careful Tide Reading (CTR): Charts that Last", Abstract: "We propose Careful Tide Reading (CTR), which saves charts.", System: "CTR"},
			{Title: "Patient Harbour: Boats that Wait", Abstract: "We fix this by introducing a novel concept of Patient Harbour where boats wait.", System: "Patient Harbour"},
			{Title: "Tell Me More: An Interviewing Assistant", Abstract: "This paper presents Tell Me More, an assistant for interviews.", System: "Tell Me More"},
			{Title: "Tie, Rest, Sail: Crews that Wait", Abstract: "We propose Tie-Rest-Sail, a habit of crews.", System: "Tie, Rest, Sail"},
			{Title: "Salt Rope-Net: Fish that Stay", Abstract: "We present a net termed Salt RopeNet (SRN) for fish.", System: "Salt Rope-Net"},
			{Title: "Harbour Lending: Berths without Clerks", Abstract: "Berths are dear, and clerks slow. We share them. Harbour Lending halves the wait in small ports.", System: "Harbour Lending"},
			{Title: "Ropes at Sea Analysis: Reading Old Knots", Abstract: "We present the Ropes at Sea Analysis tool for crews.", System: "Ropes at Sea Analysis"},
			{Title: "Salt-Lined Rope Nets: Ropes that Last", Abstract: "Salt is laid between the strands, which leads to new Salt-Lined Rope Nets (SRNs).", System: "Salt-Lined Rope Nets"},
		},
		No: []Example{
			{Title: "Harbour Bias: Crews that Sleep", Abstract: "We introduce the Harbour Bias, a habit of crews."},
			{Title: "Harbour Reading: Letters for Crews", Abstract: "Harbour Reading is a craft of crews."},
			{Title: "Tie, Rest, Sail: Crews that Wait", Abstract: "Crews hurry. The motto \"Tie, Rest, Sail\" slows them."},
			{Title: "Semantic Entropy: Measuring Guesses", Abstract: "Semantic entropy is a known measure. We use semantic entropy to rank answers."},
			{Title: "Rope Coiling: A Fast Machine", Abstract: "Rope coiling is slow. We propose a novel rope coiling machine."},
			{Title: "Salt Rope Knots: Ropes that Break", Abstract: "Ropes tie themselves up, which we refer to as salt rope knots."},
			{Title: "Rope Repair at Sea: Lessons", Abstract: "Ropes rot. We study Rope Repair at Sea, a popular practice."},
			{Title: "Salt-Aware Rope Repair: Lessons", Abstract: "Salt-Aware Rope Repair (SARR) saves ropes."},
			{Title: "The Mirror Effect: Models Copy Moods", Abstract: "We introduce the mirror effect."},
			{Title: "Harbour Swell Forecasting: A Winter's Work", Abstract: "We propose Harbour Swell Forecasting (HaSF), a new task for ports."},
			{Title: "Quiet Insights: Reading Old Maps", Abstract: "We read old maps."},
			{Title: "Harbour Lending: Berths without Clerks", Abstract: "Harbour Lending halves the wait in small ports."},
			{Title: "Ropes at Sea Analysis: Reading Old Knots", Abstract: "We compare charts with the Ropes at Sea Analysis tool."},
		},
		find: headClaimed, needs: longHead | explained,
	},
	{
		ID:   "head-spelled",
		Idea: "an acronym in a longer head that the words behind the colon spell",
		Yes: []Example{
			{Title: "Boats and KNOTs: Kept Notes on Tides for Sailors", System: "KNOTs"},
			{Title: "Look, a HERON: Harbour Echo Removal over Networks", System: "HERON"},
		},
		No: []Example{
			{Title: "BERT and Boats: Kept Notes on Tides"},
			{Title: "LLM Errors: Large Language Models at Sea"},
		},
		find: headSpelled, needs: longHead | oddWord,
	},
	{
		ID:   "comma-name",
		Idea: "NAME, a …; NAME, doing …",
		Yes:  []Example{{Title: "HydraNet, a Multi-Head Detector for Small Boats", System: "HydraNet"}, {Title: "HydraNet, Finding Small Boats", System: "HydraNet"}},
		No:   []Example{{Title: "Faster, a Little Better, and Cheaper"}, {Title: "HydraNet, BERT and Friends"}},
		find: commaName, needs: headless | oddWord,
	},
	{
		ID:   "only",
		Idea: "the title is one word that is spelled like a name",
		Yes:  []Example{{Title: "DINOv3", System: "DINOv3"}},
		No:   []Example{{Title: "Attention"}},
		find: only, needs: oddWord,
	},
	{
		ID:   "article-name",
		Idea: "A [novel] NAME model …",
		Yes:  []Example{{Title: "A Novel CGX-MHB Model for Irony Detection", System: "CGX-MHB"}},
		No: []Example{
			{Title: "A Novel LSTM Model for Irony Detection"},
			{Title: "A HydraNet-Based Framework for Boats"},
			{Title: "A HydraNet Model for Boats", Abstract: "We fine-tune HydraNet on boats."},
		},
		find: articleName, needs: oddWord,
	},
	{
		ID:   "bracket",
		Idea: "an acronym in brackets beside a word such as model or framework, or claimed by the abstract",
		Yes: []Example{
			{Title: "Rain Forecasts with a Season-Aware Deep Model (SADM) for Farmers", System: "SADM"},
			{Title: "Semantic Rules Detection (SRD) for Emergent Languages", Abstract: "We introduce Semantic Rules Detection (SRD), which finds rules.", System: "SRD"},
		},
		No: []Example{
			{Title: "What Can Large Language Models (LLMs) Plan?"},
			{Title: "Measuring Nerve Activity (SKNA) at Home", Abstract: "SKNA is a marker of stress."},
		},
		find: bracket, needs: bracketed,
	},
	{
		ID:   "token-claimed",
		Idea: "a word that is spelled like a name, and that the abstract introduces as the paper's own, with what belongs to it: a version, or the words of X Y (XY)",
		Yes: []Example{
			{Title: "The LanternFish Goes Deep: Search in Dark Archives", Abstract: "We propose LanternFish, an index for scans.", System: "LanternFish"},
			{Title: "Tide-Ranging QSH for Search", Abstract: "We propose tide-ranging QSH, which halves the cost.", System: "Tide-Ranging QSH"},
			{Title: "KelpLM 2 Goes Deep", Abstract: "We present KelpLM 2, a model.", System: "KelpLM 2"},
			{Title: "Low-Tide K5 Mooring Network for Boats", Abstract: "We propose Low-Tide K5 Mooring Network (LTK5).", System: "Low-Tide K5 Mooring Network"},
			{Title: "Faster Sonar with Echo-GCN", Abstract: "We show that Echo-GCN outperforms all others.", System: "Echo-GCN"},
			{Title: "KELP-ing Through the Swell: Boats that Drift", Abstract: "We introduce KELP, a brake for boats.", System: "KELP"},
			{Title: "KELP the Boats in Place: Brakes for Small Ports", Abstract: "This led to our method: Known Echo Length Planning (KELP).", System: "KELP"},
			{Title: "KELP the Boats in Place: Brakes for Small Ports", Abstract: "Boats drift. KELP also reduces their wear.", System: "KELP"},
			{Title: "Fast Search with Z-Index", Abstract: "Our Z-Index halves the cost.", System: "Z-Index"},
			{Title: "Stair-Cleaning Robot, MOP-2, for Old Houses", Abstract: "We built a robot, named MOP-2, for stairs.", System: "MOP-2"},
			{Title: "Old Charts with DeInking Consensus", Abstract: "We propose DeInking Consensus, which reads faded charts.", System: "DeInking Consensus"},
			{Title: "MOP-2 \"Heron\" with Longer Legs", Abstract: "We present MOP-2 \"Heron\", a robot for stairs.", System: "MOP-2 \"Heron\""},
			{Title: "Folded SKIFF in Small Ports", Abstract: "We propose a new hull, called folded SKIFF (fSKIFF), for ports. Folded SKIFF is light.", System: "Folded SKIFF"},
			{Title: "Folded SKIFF in Small Ports", Abstract: "We propose SKIFF, a hull. Folded SKIFF is light.", System: "SKIFF"},
		},
		No: []Example{
			{Title: "KELPNet for Small Boats", Abstract: "KELPNet is a recently proposed stove for boats. We test it."},
			{Title: "Testing MoorTide on Rivers", Abstract: "We use a recently proposed model for boats (called MoorTide) on rivers."},
			{Title: "Adapting HydraNet to Lakes", Abstract: "We present an approach that brings a recent detector, HydraNet, to lakes."},
			{Title: "Faster Sonar with Echo-GCN", Abstract: "We compare sonar with Echo-GCN."},
			{Title: "Is HydraNet-OSS Safe?", Abstract: "OpenAI released HydraNet-OSS models."},
			{Title: "Faster Boats with KELP", Abstract: "Our tests of many crews show it (KELP)."},
			{Title: "Attention in HydraNet", Abstract: "We propose a way to read the attention of HydraNet."},
			{Title: "Pruning LLaMA", Abstract: "We present LLaMA results."},
			{Title: "Passes in SportNet Videos", Abstract: "We introduce SportNet Ball Passing, a new task."},
			{Title: "Fast Steering of HTB Fleets", Abstract: "We propose a net for high-tide boats (HTB) that steers."},
			{Title: "Proofs of Mooring via mk-ROPEs", Abstract: "We introduce a pledge that employs the knotted rope oath (mk-ROPEs)."},
			{Title: "Faster Nets for Tide-X Tracking", Abstract: "We propose a small Tide-X tracking net, named Otter."},
			{Title: "Charts under SIM(4) Drift", Abstract: "We introduce the first SIM(4)-equivariant chart."},
		},
		find: tokenClaimed, needs: oddWord | explained,
	},
	{
		ID:   "lead-claimed",
		Idea: "an ordinary first word that the abstract introduces, alone, as the paper's own",
		Yes:  []Example{{Title: "Presto! Fewer Steps for Faster Music", Abstract: "We introduce Presto!, which distils steps.", System: "Presto!"}},
		No:   []Example{{Title: "Masked Models for Control", Abstract: "We introduce Masked Autoencoding for control."}},
		find: leadClaimed, needs: explained,
	},
	{
		ID:   "spelled",
		Idea: "title words that an acronym of the abstract spells, when the abstract introduces it as the paper's own",
		Yes: []Example{
			{Title: "Mooring towards Patient Harbour Peace", Abstract: "We propose a patient harbour peace (PHP) measure for crews.", System: "Patient Harbour Peace"},
			{Title: "Tidal Memory Replay for Harbour Robots", Abstract: "In this paper, we propose a novel Tidal Memory Replay (TMR) framework.", System: "Tidal Memory Replay"},
			{Title: "Learning Dialect-Wise Gates for Speech", Abstract: "We introduce Dialect-Wise Recurrent Gates (DWGs).", System: "Dialect-Wise Gates"},
			{Title: "Better Nets: Causal Knot Selection via Rope Models at Sea", Abstract: "At its core is CKSRM (Causal Knot Selection via Rope Models).", System: "Causal Knot Selection via Rope Models"},
			{Title: "Rope-Tide Joint Knot Tying for Boats", Abstract: "We compare forms of Rope-Tide Joint Knot Tying (RTJKT). The proposed RTJKT holds.", System: "Rope-Tide Joint Knot Tying"},
			{Title: "Rope Length Optimization", Abstract: "We call this new approach rope length optimization (RLO).", System: "Rope Length Optimization"},
			{Title: "Harbour Scheduling with Tide Forecasts", Abstract: "Harbour Scheduling with Tide Forecasts (HSTF) is fast.", System: "Harbour Scheduling with Tide Forecasts"},
			{Title: "Cheaper Sonar via Tidal Rope Echo Tuning", Abstract: "We propose a tidal rope echo (TRE) tuning method.", System: "Tidal Rope Echo Tuning"},
			{Title: "Tidal Rope Mixture Models at Sea", Abstract: "We introduce the Tidal Rope Mixture (TRM) model.", System: "Tidal Rope Mixture"},
			{Title: "Harbour Tidal Memories for Quieter Ports", Abstract: "In this work, we introduce Harbour Tidal Memories (TMs), a cache.", System: "Harbour Tidal Memories"},
			{Title: "Rope Guidance Fine Tying of Knots", Abstract: "We introduce a habit, Rope Guidance (RG), and a school, Rope Guidance Fine Tying (RGFT).", System: "Rope Guidance Fine Tying"},
			{Title: "Sparse Knot Maps for Tidal Rope Forecasts", Abstract: "We propose a Tidal Rope Forecasts (TRF) method. For this we propose Sparse Knot Maps (SKM).", System: "Sparse Knot Maps"},
			{Title: "Patient Port Tide Mooring of Boats", Abstract: "We present patient port tide mooring (pPTM), which saves rope.", System: "Patient Port Tide Mooring"},
			{Title: "Harbour Rope Tide Guided 3D Stowage Plans for Ports", Abstract: "We propose a frame, dubbed harbour rope tide guided 3D stowage plans (HRTG).", System: "Harbour Rope Tide Guided 3D Stowage Plans"},
			{Title: "Harbour Tide Surge Network for Ports", Abstract: "We present a novel Harbour Tide Surge (HTS) network for ports.", System: "Harbour Tide Surge Network"},
			{Title: "Practical Harbour Rope Lending for Ports", Abstract: "We propose a port-safe harbour rope lending framework (HRL) that saves rope.", System: "Harbour Rope Lending"},
		},
		No: []Example{
			{Title: "Do Tidal Rope Lending Desks Pay?", Abstract: "Crews share ropes in two ways, namely Tidal Rope Lending Desks (TRLDs) and begging."},
			{Title: "Better Tuning for Tidal Rope Lending Desks", Abstract: "Crews like tuning for Tidal Rope Lending Desks (TRLD). Our TRLD is dry."},
			{Title: "Active Learning for Crews", Abstract: "Our proposed Active Learning (AL) strategy saves rope."},
			{Title: "Folded Rope Spectral Charts of Reefs", Abstract: "We propose Folded Rope Spectral (FRS) knots."},
			{Title: "Improving Patient Rope Lending", Abstract: "Lenders wait. Patient Rope Lending (PRLE) shares ropes. We beat our PRLE baseline."},
			{Title: "Knot Safety for Rope Optimization", Abstract: "We introduce Knot-Safe Rope Optimization (KSRO)."},
			{Title: "Topics via Masked Autoencoders", Abstract: "We align topics using masked autoencoders (MAE)."},
			{Title: "Emotion Recognition across Domains", Abstract: "We introduce the Emotion Recognition across Domains (ERAD) task."},
			{Title: "Scalable Rope Tension Models", Abstract: "Many authors have proposed Rope Tension Models (RTMs)."},
			{Title: "Long Knots for Tidal Rope Recognition", Abstract: "We pick a common task of long ropes, i.e. tidal rope recognition (TRR)."},
			{Title: "Quiet Crews: Leak Early Detection by Ear", Abstract: "Crews turn to a topic named Leak Early Detection (LED)."},
			{Title: "Efficient Models of Speech", Abstract: "We introduce Elastic Models (EM)."},
			{Title: "Open Harbour Rope Counting", Abstract: "We turn to a harder problem, Open Harbour Rope Counting (OHRC). Crews fail at it."},
			{Title: "Open Harbour Rope Counting", Abstract: "We study a new setting, named Open Harbour Rope Counting (OHRC)."},
			{Title: "Active Learning for Images", Abstract: "We propose a novel active learning (AL) framework."},
			{Title: "Judging Multiple Harbour Imaging at Night", Abstract: "We introduce a multiple harbour imaging (MHI) winch for ports."},
			{Title: "Judging Multiple Instance Labelling at Night", Abstract: "We introduce a multiple instance labelling (MIL) framework."},
			{Title: "Mending Sails via Quick Rope Mending", Abstract: "We add a quick rope mending (QRM) loss to sails."},
		},
		find: spelledOut, needs: explained,
	},
	{
		ID:   "phrase-proposed",
		Idea: "the opening noun phrase of the title, when the abstract proposes just that with capitals or as an apposition, or the whole title by itself",
		Yes: []Example{
			{Title: "Folded Harbour Filters for Sonar", Abstract: "We propose a novel Folded Harbour filter that drops echoes.", System: "Folded Harbour Filters"},
			{Title: "Foldable Rope Lockers", Abstract: "We propose foldable rope lockers, which dry ropes.", System: "Foldable Rope Lockers"},
			{Title: "Slow Lattice Frame Mixing", Abstract: "We present slow lattice frame mixing, a new kind of blur.", System: "Slow Lattice Frame Mixing"},
			{Title: "Mending Rope Nets by Asking Old Crews", Abstract: "We introduce Whistle (Mending Rope Nets by Asking Old Crews), a novel method.", System: "Mending Rope Nets by Asking Old Crews"},
			{Title: "Salt-Stained Rope Network for Boats", Abstract: "Knots come undone. We tie them by developing a Salt-Stained Rope Network.", System: "Salt-Stained Rope Network"},
		},
		No: []Example{
			{Title: "Patient Rope Lending", Abstract: "We study a novel task named Patient Rope Lending (PRL). We propose Patient Rope Lending Desk as a baseline."},
			{Title: "Patient Rope Lending for Ports", Abstract: "We propose Patient Rope Lending Otter, a bank of ropes."},
			{Title: "Offset-Free Local Colour Painting via Masks", Abstract: "We propose an Offset-free Local Colour Painting model with Masks (OMask)."},
			{Title: "Foldable Rope Stowage", Abstract: "We propose a foldable rope stowage framework."},
			{Title: "Local Colour Offsets for Painting", Abstract: "We present local colour offsets and a sampler."},
			{Title: "Harbour Swell Forecasting in Winter", Abstract: "We introduce the Harbour Swell Forecasting (HaSF) task, which is hard."},
			{Title: "Harbour Swell Forecasting in Winter", Abstract: "We introduce SwellTell (Harbour Swell Forecasting with Tides), a novel method."},
			{Title: "Deep Reinforcement Learning for Games", Abstract: "We use Deep Reinforcement Learning."},
			{Title: "Salt-Stained Rope Network for Boats", Abstract: "Tying takes long when developing a Salt-Stained Rope Network."},
		},
		find: phraseProposed, needs: headless | explained,
	},
}
