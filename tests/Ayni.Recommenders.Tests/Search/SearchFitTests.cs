using Ayni.Numerics;

namespace Ayni.Recommenders.Tests.Search;

/// <summary>A trial's figure is that of the evaluator on the same split, whatever the threads.</summary>
public class SearchFitTests
{
    private const int Users = 60;
    private const int Items = 24;

    private static readonly ImplicitAlsOptions Options = new() { Rank = 4, Sweeps = 5, ActivityDamping = 0.3 };

    private static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    [Fact]
    public void TryAls_FixedSweeps_IsWhatTheEvaluatorSays()
    {
        var (weights, heldOut, train) = Split();
        var fit = new SearchFit(Confidence.FromWeights(weights, Options), heldOut, Options);
        var model = new ImplicitAlsRecommender(Options);
        model.Fit(train);

        var figure = fit.TryAls(Options, areSweepsFixed: true, OneThread);

        var expected = Evaluator.Evaluate(model, train, heldOut).At(10).Ndcg;
        Assert.Equal(expected, figure.Ndcg, 1e-6);
        Assert.Equal(Options.Sweeps, figure.Sweeps);
        Assert.True(figure.Error > 0);
    }

    [Fact]
    public void TryEase_IsWhatTheEvaluatorSays()
    {
        var (weights, heldOut, train) = Split();
        var fit = new SearchFit(Confidence.FromWeights(weights, Options), heldOut, Options);
        var model = new EaseRecommender(new EaseOptions());
        model.Fit(Confidence.FromWeights(train, new ImplicitAlsOptions()), OneThread);

        var figure = fit.TryEase(new EaseOptions(), OneThread);

        Assert.Equal(Evaluator.Evaluate(model, train, heldOut).At(10).Ndcg, figure.Ndcg, 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TryAls_Threads_GiveTheSameBits(int threads)
    {
        var (weights, heldOut, _) = Split();
        var fit = new SearchFit(Confidence.FromWeights(weights, Options), heldOut, Options);

        var figure = fit.TryAls(Options, false, new ParallelOptions { MaxDegreeOfParallelism = threads });

        Assert.Equal(fit.TryAls(Options, false, OneThread), figure);
        Assert.InRange(figure.Sweeps, 1, Options.Sweeps);
    }

    [Fact]
    public void TryAls_BestSweeps_AreNoWorseThanAll()
    {
        var (weights, heldOut, _) = Split();
        var fit = new SearchFit(Confidence.FromWeights(weights, Options), heldOut, Options);
        var options = Options with { Regularization = 1e-3, UnobservedWeight = 1e-2, Sweeps = 12 };

        var best = fit.TryAls(options, false, OneThread);
        var same = fit.TryAls(options with { Sweeps = best.Sweeps }, true, OneThread);

        Assert.Equal(best, same);
        Assert.True(best.Ndcg >= fit.TryAls(options with { Sweeps = 1 }, true, OneThread).Ndcg);
    }

    [Fact]
    public void Confidences_OfASample_LackTheOthersAndWhatIsHeldOut()
    {
        var (weights, heldOut, train) = Split();
        var isFitted = Enumerable.Range(0, Users).Select(user => user < 40).ToArray();

        var fit = new SearchFit(Confidence.FromWeights(weights, Options), heldOut, Options, isFitted);

        Assert.All(
            Enumerable.Range(0, Users),
            user => Assert.Equal(user < 40 ? train.RowLength(user) : 0, fit.Confidences.RowLength(user)));
        Assert.InRange(fit.Users, 1, heldOut.EntryCount);
    }

    /// <summary>A checkerboard with noise: of every other user one item of the own colour is held out.</summary>
    private static (CsrMatrix Weights, CsrMatrix HeldOut, CsrMatrix Train) Split()
    {
        var (all, held, rest) = (new List<(int, int)>(), new List<(int, int)>(), new List<(int, int)>());
        for (var user = 0; user < Users; user++)
        {
            for (var step = 0; step < 7; step++)
            {
                var item = ((user % 2) + (2 * ((user * 5) + step))) % Items;
                var isHeld = step == 3 && user % 4 < 2;
                all.Add((user, item));
                (isHeld ? held : rest).Add((user, item));
            }
        }

        return (MatrixOf(all), MatrixOf(held), MatrixOf(rest));
    }

    private static CsrMatrix MatrixOf(List<(int User, int Item)> pairs) => CsrMatrix.FromTriples(
        Users, Items, [.. pairs.Select(pair => pair.User)], [.. pairs.Select(pair => pair.Item)],
        [.. pairs.Select(pair => 1f + (pair.Item % 3))]);
}
