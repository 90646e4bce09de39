using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>Features of the candidates of questions, under one blend.</summary>
internal sealed class FeatureRows(CandidateFeatures features, IReadOnlyList<double> weights)
{
    public int Width => features.Names.Count;

    public IReadOnlyList<double> Weights => weights;

    public float[] Of(RerankQuestion question)
    {
        var rows = new float[question.Pool.Items.Length * Width];
        features.Fill(question.Pool, question.Taste, rows);
        return rows;
    }

    public RankedLists ListsOf(IReadOnlyList<RerankQuestion> questions)
    {
        var starts = new int[questions.Count + 1];
        for (var list = 0; list < questions.Count; list++)
            starts[list + 1] = starts[list] + questions[list].Pool.Items.Length;
        var (rows, labels) = (new float[starts[^1] * Width], new float[starts[^1]]);
        for (var list = 0; list < questions.Count; list++)
        {
            Of(questions[list]).CopyTo(rows, starts[list] * Width);
            questions[list].Labels.CopyTo(labels, starts[list]);
        }

        return new RankedLists(features.Names, starts, rows, labels);
    }
}
