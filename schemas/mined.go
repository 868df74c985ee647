package schemas

import (
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Links has one row for each URL in a paper.
var Links = table("links", "one URL in a paper",
	Column{Name: "paper_id", Type: text, Bloom: true, Doc: "The paper."},
	Column{Name: "url", Type: text, Doc: "Canonical URL."},
	Column{Name: "url_raw", Type: text, Doc: "The URL as it stands in the field."},
	Column{Name: "host", Type: text, Dict: true, Doc: "Host in lower case."},
	Column{Name: "kind", Type: text, Dict: true, Values: []string{"code", "model", "dataset", "demo", "project", "paper", "video", "other"}, Doc: "What the link leads to, by its path and by the words around it."},
	Column{Name: "relation", Type: text, Dict: true, Values: []string{"own", "cited", "unknown"}, Doc: "Whether the sentence calls it the paper's own or something the paper builds on."},
	Column{Name: "repo_host", Type: text, Nullable: true, Dict: true, Doc: "Host of the repository or hub entry."},
	Column{Name: "repo_owner", Type: text, Nullable: true, Doc: "Owner, case kept."},
	Column{Name: "repo_name", Type: text, Nullable: true, Doc: "Name, case kept, without `.git`."},
	Column{Name: "repo_path", Type: text, Nullable: true, Doc: "Path inside the repository."},
	Column{Name: "repaired", Type: text, Nullable: true, Doc: "What was wrong with the URL as written; null when nothing was."},
	Column{Name: "field", Type: text, Dict: true, Doc: "Where it was found: title, abstract, comment, or the name of a metadata field."},
	Column{Name: "start", Type: small, Doc: "First character in the clean field, from 0."},
	Column{Name: "end", Type: small, Doc: "Character after the last, so `substring(abstract, start + 1, end - start) = url_raw`."},
	Column{Name: "rule", Type: text, Dict: true, Doc: "The rule that recognised it."},
)

// Claims has one row for each reported efficiency figure.
var Claims = table("claims", "one reported efficiency figure",
	Column{Name: "paper_id", Type: text, Bloom: true, Doc: "The paper."},
	Column{Name: "metric", Type: text, Dict: true, Values: []string{"speed", "latency", "throughput", "memory", "compute", "parameters", "size", "tokens", "data", "communication", "energy", "cost", "capacity"}, Doc: "The resource or rate that changes."},
	Column{Name: "phase", Type: text, Dict: true, Values: []string{"training", "inference", "unspecified"}, Doc: "When it was measured."},
	Column{Name: "direction", Type: text, Dict: true, Values: []string{"better", "worse"}, Doc: "Whether the change is an improvement."},
	Column{Name: "value", Type: float, Doc: "The number as reported, in `unit`; the low end of a range."},
	Column{Name: "value_high", Type: float, Nullable: true, Doc: "The high end of a range."},
	Column{Name: "unit", Type: text, Dict: true, Values: []string{"x", "percent", "percent_of", "fraction_of", "order_of_magnitude"}, Doc: "Unit of value: times, percent of change, percent or fraction of the baseline that is left, powers of ten."},
	Column{Name: "factor", Type: float, Doc: "The improvement as a ratio, 4 significant digits: above 1 is better, below 1 is worse."},
	Column{Name: "factor_high", Type: float, Nullable: true, Doc: "The ratio for the high end of a range."},
	Column{Name: "qualifier", Type: text, Dict: true, Values: []string{"exact", "up_to", "at_least", "approx", "average"}, Doc: "How the figure is hedged."},
	Column{Name: "baseline", Type: text, Nullable: true, Doc: "What it is compared to, as written."},
	Column{Name: "context", Type: text, Nullable: true, Doc: "Hardware, model or data it was measured on, as written."},
	Column{Name: "attribution", Type: text, Dict: true, Values: []string{"own", "background"}, Doc: "The paper's own finding, or a fact about prior work."},
	Column{Name: "role", Type: text, Dict: true, Values: []string{"result", "setting", "comparison"}, Doc: "A result, a setting of the experiment, or a comparison in size with a rival."},
	Column{Name: "field", Type: text, Dict: true, Values: []string{"title", "abstract"}, Doc: "Where it stands."},
	Column{Name: "start", Type: small, Doc: "First character in the clean field, from 0."},
	Column{Name: "end", Type: small, Doc: "Character after the last, so `substring(abstract, start + 1, end - start) = text`."},
	Column{Name: "text", Type: text, Doc: "The words that hold the number and its metric."},
	Column{Name: "sentence", Type: text, Doc: "The sentence around them."},
	Column{Name: "rule", Type: text, Dict: true, Doc: "The rule that read it; RULES.md describes it."},
)

// LinksBuilder builds batches of Links.
type LinksBuilder struct {
	*BatchBuilder
	PaperID   *TextBuilder        `col:"paper_id"`
	URL       *TextBuilder        `col:"url"`
	URLRaw    *TextBuilder        `col:"url_raw"`
	Host      *TextBuilder        `col:"host"`
	Kind      *TextBuilder        `col:"kind"`
	Relation  *TextBuilder        `col:"relation"`
	RepoHost  *TextBuilder        `col:"repo_host"`
	RepoOwner *TextBuilder        `col:"repo_owner"`
	RepoName  *TextBuilder        `col:"repo_name"`
	RepoPath  *TextBuilder        `col:"repo_path"`
	Repaired  *TextBuilder        `col:"repaired"`
	Field     *TextBuilder        `col:"field"`
	Start     *array.Int32Builder `col:"start"`
	End       *array.Int32Builder `col:"end"`
	Rule      *TextBuilder        `col:"rule"`
}

// NewLinksBuilder returns a builder whose memory comes from mem.
func NewLinksBuilder(mem memory.Allocator) *LinksBuilder {
	b := &LinksBuilder{}
	b.BatchBuilder = bindBuilder(mem, Links, b)
	return b
}

// ClaimsBuilder builds batches of Claims.
type ClaimsBuilder struct {
	*BatchBuilder
	PaperID     *TextBuilder          `col:"paper_id"`
	Metric      *TextBuilder          `col:"metric"`
	Phase       *TextBuilder          `col:"phase"`
	Direction   *TextBuilder          `col:"direction"`
	Value       *array.Float64Builder `col:"value"`
	ValueHigh   *array.Float64Builder `col:"value_high"`
	Unit        *TextBuilder          `col:"unit"`
	Factor      *array.Float64Builder `col:"factor"`
	FactorHigh  *array.Float64Builder `col:"factor_high"`
	Qualifier   *TextBuilder          `col:"qualifier"`
	Baseline    *TextBuilder          `col:"baseline"`
	Context     *TextBuilder          `col:"context"`
	Attribution *TextBuilder          `col:"attribution"`
	Role        *TextBuilder          `col:"role"`
	Field       *TextBuilder          `col:"field"`
	Start       *array.Int32Builder   `col:"start"`
	End         *array.Int32Builder   `col:"end"`
	Text        *TextBuilder          `col:"text"`
	Sentence    *TextBuilder          `col:"sentence"`
	Rule        *TextBuilder          `col:"rule"`
}

// NewClaimsBuilder returns a builder whose memory comes from mem.
func NewClaimsBuilder(mem memory.Allocator) *ClaimsBuilder {
	b := &ClaimsBuilder{}
	b.BatchBuilder = bindBuilder(mem, Claims, b)
	return b
}
