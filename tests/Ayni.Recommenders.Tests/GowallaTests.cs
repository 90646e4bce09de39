namespace Ayni.Recommenders.Tests;

/// <summary>The evaluator against figures that others published on the same split.</summary>
public sealed class GowallaTests
{
    [SkippableFact]
    public void Evaluate_PopularityOnGowalla_IsWhatIsPublished()
    {
        var folder = SharedData("gowalla");
        Skip.If(folder is null, "shared/data/gowalla is not beside the repository.");
        var split = LightGcnFile.ReadSplit(
            Path.Combine(folder, "train.txt.gz"), Path.Combine(folder, "test.txt.gz"));
        Assert.Equal((29_858, 40_981), (split.Train.Rows, split.Train.Columns));
        Assert.Equal((810_128, 217_242), (split.Train.EntryCount, split.Test.EntryCount));

        var model = new PopularityRecommender();
        model.Fit(split.Train);
        var metrics = Evaluator.Evaluate(model, split.Train, split.Test).At(20);
        Assert.Equal(0.0416, metrics.Recall, 0.0005);
        Assert.Equal(0.0317, metrics.Ndcg, 0.0005);
    }

    private static string? SharedData(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
