namespace Ayni.Recommenders.Tests;

public sealed class TunerTests
{
    private static readonly TuningOptions Halving = new()
    {
        Search = TuningSearch.Halving,
        Trials = 9,
        Bracket = 9,
        FirstResource = 1,
        MaxResource = 9,
    };

    private static readonly TuningOptions AtRandom = new()
    {
        Search = TuningSearch.Random,
        Trials = 5,
        MaxResource = 9,
    };

    [Fact]
    public void Run_Halving_GivesTheBestThirdThreeTimesAsMuch()
    {
        var tunable = new SampleTunable();

        var result = Tuner.Run(Space(tunable, "height=0..100"), tunable, Halving);

        Assert.Equal([.. Enumerable.Repeat(1, 9), 3, 3, 3, 9], tunable.Work.Select(work => work.Resource));
        var heights = tunable.Work.Take(9).Select(work => work.Height).OrderDescending().ToList();
        Assert.Equal(heights.Take(3), tunable.Work.Skip(9).Take(3).Select(work => work.Height));
        Assert.Equal(heights[0], tunable.Work[^1].Height);
        Assert.Equal(heights[0] - (1.0 / 9), result.Best?.Score?.Metric);
        Assert.Equal((9, TuningEnd.Completed), (result.Trials.Length, result.End));
        Assert.Equal(
            result.Trials.Select(trial => trial.Score?.Metric).OrderDescending(),
            result.Trials.Select(trial => trial.Score?.Metric));
    }

    [Fact]
    public void Run_AtRandom_GivesEveryTrialAll()
    {
        var tunable = new SampleTunable { IsResumable = false };

        var result = Tuner.Run(Space(tunable, "height=0..100"), tunable, AtRandom);

        Assert.Equal([9, 9, 9, 9, 9], tunable.Work.Select(work => work.Resource));
        Assert.Equal(tunable.Work.Max(work => work.Height) - (1.0 / 9), result.Best?.Score?.Metric);
    }

    [Theory]
    [InlineData(TuningSearch.Random)]
    [InlineData(TuningSearch.Halving)]
    public void Run_SameSeed_SameWork(TuningSearch search)
    {
        var (one, two, other) = (new SampleTunable(), new SampleTunable(), new SampleTunable());
        var options = Halving with { Search = search, Seed = 3 };

        var first = Tuner.Run(Space(one, "height=0..100"), one, options);
        var second = Tuner.Run(Space(two, "height=0..100"), two, options);
        Tuner.Run(Space(other, "height=0..100"), other, options with { Seed = 4 });

        Assert.Equal(one.Work, two.Work);
        Assert.NotEqual(one.Work, other.Work);
        Assert.Equal(first.Trials.Select(trial => trial.Index), second.Trials.Select(trial => trial.Index));
    }

    [Fact]
    public void Run_BudgetSpent_KeepsTheTrialsMade()
    {
        var tunable = new SampleTunable();

        var result = Tuner.Run(
            Space(tunable, "height=0..100"), tunable, Halving, mayGoOn: () => tunable.Work.Count < 4);

        Assert.Equal((4, TuningEnd.BudgetSpent), (result.Trials.Length, result.End));
        Assert.NotNull(result.Best);
    }

    [Fact]
    public void Run_BudgetForMore_StartsAnotherBracket()
    {
        var tunable = new SampleTunable();

        var result = Tuner.Run(
            Space(tunable, "height=0..100"), tunable, Halving with { Trials = 1000 },
            mayGoOn: () => tunable.Work.Count < 20);

        Assert.Equal(9 + 7, result.Trials.Length);
        Assert.Equal(Enumerable.Repeat(1, 7), tunable.Work.Skip(13).Select(work => work.Resource));
    }

    [Fact]
    public void Run_Cancelled_KeepsTheTrialsMadeAndSaysSo()
    {
        using var source = new CancellationTokenSource();
        var works = 0;
        var tunable = new SampleTunable
        {
            OnWork = () =>
            {
                if (++works == 4)
                    source.Cancel();
            },
        };

        var result = Tuner.Run(
            Space(tunable, "height=0..100"), tunable, AtRandom, cancellationToken: source.Token);

        Assert.Equal((3, TuningEnd.Cancelled), (result.Trials.Length, result.End));
        Assert.NotNull(result.Best);
    }

    [Fact]
    public void Run_FailingTrials_StandLastWithTheReason()
    {
        var tunable = new SampleTunable();

        var result = Tuner.Run(Space(tunable, "height=1|901|2|902"), tunable, AtRandom);

        Assert.Equal(["2", "1"], result.Trials.Take(2).Select(trial => trial.Options.Find("height")));
        Assert.All(result.Trials.Skip(2), trial => Assert.Equal("Too high.", trial.Error));
        Assert.Equal((4, TuningEnd.SpaceExhausted), (result.Trials.Length, result.End));
    }

    [Fact]
    public void Run_AllTrialsFail_HasNoBest()
    {
        var tunable = new SampleTunable();
        Assert.Null(Tuner.Run(Space(tunable, "height=901|902"), tunable, Halving).Best);
    }

    [Fact]
    public void Run_EqualFigures_TheEarlierTrialFirst()
    {
        var tunable = new SampleTunable();
        var result = Tuner.Run(Space(tunable, "height=5,side=1..1000"), tunable, AtRandom);
        Assert.Equal([0, 1, 2, 3, 4], result.Trials.Select(trial => trial.Index));
    }

    [Fact]
    public void Run_EndOfTheSpaceOutOfRange_IsRefusedBeforeAnyWork()
    {
        var tunable = new SampleTunable();
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Tuner.Run(Space(tunable, "height=-2000..1"), tunable, AtRandom));
        Assert.Empty(tunable.Work);
    }

    [Fact]
    public void Run_HalvingOfAModelInOnePiece_IsRefused()
    {
        var tunable = new SampleTunable { IsResumable = false };
        var error = Assert.Throws<ArgumentException>(
            () => Tuner.Run(Space(tunable, "height=0..100"), tunable, Halving));
        Assert.Contains("search at random", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void TuningOptions_OutOfRange_NamesTheOption(string option, TuningOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validated).ParamName);

    [Fact]
    public void TuningOptions_Defaults_AreInRange() => Assert.NotNull(new TuningOptions().Validated());

    public static TheoryData<string, TuningOptions> OutOfRange() => new()
    {
        { "Search", new TuningOptions { Search = (TuningSearch)9 } },
        { "Trials", new TuningOptions { Trials = 0 } },
        { "Trials", new TuningOptions { Trials = 100_001 } },
        { "Bracket", new TuningOptions { Bracket = 1 } },
        { "Bracket", new TuningOptions { Bracket = 1001 } },
        { "FirstResource", new TuningOptions { FirstResource = 0 } },
        { "FirstResource", new TuningOptions { FirstResource = 201 } },
        { "Reduction", new TuningOptions { Reduction = 1 } },
        { "Reduction", new TuningOptions { Reduction = 11 } },
        { "MaxResource", new TuningOptions { MaxResource = 0 } },
        { "MaxResource", new TuningOptions { MaxResource = 201 } },
    };

    private static SearchSpace Space(SampleTunable tunable, string text) => SearchSpace.Parse(text, tunable.Options);
}
