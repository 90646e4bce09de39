using Ayni.Testing;

namespace Ayni.Recommenders.Tests;

/// <summary>Leave-one-out on Amazon Beauty, against the figures S3-Rec published.</summary>
public sealed class AmazonBeautyTests
{
    private static readonly EvaluationOptions AtFiveAndTen = new() { Cutoffs = [5, 10] };

    [SkippableFact]
    public void Evaluate_PopularityThatKnowsTheTestItems_IsWhatIsPublished()
    {
        // The published PopRec row counts the test items too: only so do its four figures come out.
        var sequences = Read();
        var model = new RecencyWeightedRecommender(
            new PopularityRecommender(), new RecencyWeightedOptions { FitDecay = 0, FreshnessExponent = 0 });
        model.Fit(sequences);
        var report = SequenceEvaluator.Evaluate(model, SequenceSplit.Test(sequences), AtFiveAndTen);
        Assert.Equal((22_363, 12_101), (report.Users, report.CandidateItems));
        Assert.Equal((0.0080, 0.0044), Rounded(report, 5));
        Assert.Equal((0.0152, 0.0068), Rounded(report, 10));
    }

    [SkippableFact]
    public void Evaluate_Transitions_PassPublishedSasRecAndS3Rec()
    {
        var split = SequenceSplit.Test(Read());
        var model = new TransitionRecommender();
        model.Fit(split.Fitted);
        var metrics = SequenceEvaluator.Evaluate(model, split, AtFiveAndTen).At(10);
        Assert.InRange(metrics.HitRate, 0.089, 0.095);
        Assert.InRange(metrics.Ndcg, 0.0555, 0.06);
    }

    private static (double HitRate, double Ndcg) Rounded(EvaluationReport report, int cutoff) =>
        (Math.Round(report.At(cutoff).HitRate, 4), Math.Round(report.At(cutoff).Ndcg, 4));

    private static ItemSequences Read()
    {
        var path = SharedData.Find("amazon-beauty/sequences.txt.gz");
        Skip.If(path is null, SharedData.AbsentReason);
        return SequenceFile.Read(path);
    }
}
