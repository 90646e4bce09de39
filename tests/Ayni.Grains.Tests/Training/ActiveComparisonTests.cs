using System.Collections.Immutable;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Training;

/// <summary>A model replaces the active one unless it is worse by more than the interval says.</summary>
public sealed class ActiveComparisonTests
{
    private static readonly Judgement Judged = new(ImmutableDictionary<string, double>.Empty, "Before.");

    [Fact]
    public void Of_WorseByMoreThanChance_IsRefusedWithFiguresAndRemedy()
    {
        var refusal = Assert.Throws<ModelRefusedException>(() => Compare(users: 200, hits: 40, hitsBefore: 90));

        Assert.Contains("against 0.4500", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("difference -0.2500 [-0.3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("on 200 shoppers", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--force", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(200, refusal.Metrics["compared.users"]);
        Assert.Equal(-0.25, refusal.Metrics["compared.difference"], 1e-9);
    }

    [Fact]
    public void Of_WorseAndForced_IsPublishedAndSaysSo()
    {
        var judgement = Compare(users: 200, hits: 40, hitsBefore: 90, force: true);

        Assert.Contains("published all the same", judgement.Message, StringComparison.Ordinal);
        Assert.EndsWith("Before.", judgement.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TenUsers_RefusesNothing()
    {
        var judgement = Compare(users: 10, hits: 0, hitsBefore: 10);

        Assert.Contains("on 10 shoppers", judgement.Message, StringComparison.Ordinal);
        Assert.Contains("refuse nothing", judgement.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(88, 90)]
    [InlineData(120, 90)]
    [InlineData(90, 90)]
    public void Of_WithinChanceOrBetter_IsPublishedAsIs(int hits, int hitsBefore)
    {
        var judgement = Compare(users: 200, hits, hitsBefore);

        Assert.Equal("Before.", judgement.Message);
        Assert.Equal(hits / 200.0, judgement.Metrics["compared.new"], 1e-9);
    }

    private static Judgement Compare(int users, int hits, int hitsBefore, bool force = false) => ActiveComparison.Of(
        Judged, FiguresOf(users, user => user < hits), FiguresOf(users, user => user >= users - hitsBefore), "v1",
        force, CancellationToken.None);

    /// <summary>Each user has one item to find, which a model ranks first, or does not speak of.</summary>
    private static UserFigures FiguresOf(int users, Predicate<int> finds)
    {
        int[] rows = [.. Enumerable.Range(0, users)];
        var train = CsrMatrix.FromTriples(
            users + 2, 3, [.. rows, users, users + 1], [.. rows.Select(_ => 2), 0, 1],
            [.. new float[users + 2].Select(_ => 1f)]);
        var test = CsrMatrix.FromTriples(
            users + 2, 3, rows, [.. rows.Select(_ => 0)], [.. rows.Select(_ => 1f)]);
        var model = new ScoredModel("model", 3, (user, scores) =>
        {
            scores.Fill(float.NaN);
            scores[finds(user) ? 0 : 1] = 1;
        });
        return Evaluator.Evaluate(model, train, test).PerUser;
    }
}
