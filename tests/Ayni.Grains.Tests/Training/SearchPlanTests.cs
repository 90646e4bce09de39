using System.Collections.Immutable;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

/// <summary>What a search tries and chooses, without trying anything.</summary>
public sealed class SearchPlanTests
{
    private static readonly TrainingOptions Asked = new() { Search = new SearchOptions() };

    [Fact]
    public void Next_SmallShop_TriesDefaultsDrawsAndRefinesThenEase()
    {
        var trials = Search(PlanOf(Asked), Asked, out var end);

        Assert.Equal("All trials were made.", end);
        Assert.Equal((SearchSource.Defaults, 64, 0.2, 0.2), Setting(trials[0]));
        Assert.Equal(
            [(SearchSource.Defaults, 1), (SearchSource.Drawn, 10), (SearchSource.Refined, 10)],
            trials.Where(trial => trial.Part == "als").CountBy(trial => trial.Source)
                .Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([200, 50, 800], trials.Where(trial => trial.Part == "ease").Select(trial => trial.Regularization));
        Assert.Distinct(trials.Where(trial => trial.Part == "als").Select(trial => Setting(trial)));
    }

    [Fact]
    public void Next_TakenUpAnywhere_GoesOnAsIfNothingHappened()
    {
        var plan = PlanOf(Asked);
        var whole = Search(plan, Asked, out _);

        for (var made = 0; made < whole.Length; made++)
        {
            var next = new SearchPlan(plan, Asked, whole[..made]).Next(out _)!;
            Assert.Equal(next.Begun with { Ndcg = FigureOf(next), StandardError = 0.01 }, whole[made]);
        }
    }

    [Fact]
    public void Next_WhatWasGiven_Stays()
    {
        var asked = Asked with
        {
            Rank = 24,
            Regularization = 0.07,
            Search = new SearchOptions { Fixed = ["Rank", "Regularization", "EaseRegularization", "Sweeps"] },
        };

        var trials = Search(PlanOf(asked), asked, out _);

        Assert.All(trials, trial => Assert.Equal((24, 0.07, 8), (trial.Rank, trial.Regularization, trial.Sweeps)));
        Assert.DoesNotContain(trials, trial => trial.Part == "ease");
        Assert.True(trials.Length > 10);
    }

    [Fact]
    public void IsWanted_NothingToSearchOrTooFewUsers_IsNot()
    {
        var plan = PlanOf(Asked);
        var all = Asked with { Search = new SearchOptions { Fixed = SearchOptions.Searchable } };

        Assert.True(SearchPlan.IsWanted(plan));
        Assert.False(SearchPlan.IsWanted(PlanOf(all)));
        Assert.False(SearchPlan.IsWanted(PlanOf(Asked with { Search = null })));
        Assert.False(SearchPlan.IsWanted(plan with { Search = null }));
        Assert.False(SearchPlan.IsWanted(plan with { Search = plan.Search! with { JudgedUsers = 49 } }));
        Assert.False(SearchPlan.IsWanted(PlanOf(Asked with { JudgedShare = 0 })));
    }

    [Fact]
    public void NotMade_TooFewUsers_SaysSoWhereASearchWasAskedFor()
    {
        var plan = PlanOf(Asked);
        var few = new SearchSize { JudgedUsers = 49, FittedUsers = 400, Pairs = 4_000, Products = 200 };
        var all = Asked with { Search = new SearchOptions { Fixed = SearchOptions.Searchable } };

        var report = SearchPlan.NotMade(plan with { Search = few })!;

        Assert.StartsWith("Nothing was searched: 49 shoppers", report.End, StringComparison.Ordinal);
        Assert.Equal((49, 400, 0), (report.JudgedUsers, report.FittedUsers, report.Trials.Length));
        Assert.Null(SearchPlan.NotMade(plan));
        Assert.Null(SearchPlan.NotMade(PlanOf(all) with { Search = few }));
        Assert.Null(SearchPlan.NotMade(PlanOf(Asked with { Search = null }) with { Search = few }));
    }

    [Fact]
    public void Next_LargeShop_TriesLittle()
    {
        var plan = PlanOf(Asked);
        plan = plan with
        {
            Products = 100_000,
            Search = new SearchSize
            {
                JudgedUsers = 1_000,
                FittedUsers = 15_000,
                Pairs = 400_000,
                Products = 100_000,
            },
        };

        var trials = Search(plan, Asked, out var end);

        Assert.Equal("As much is done as may be.", end);
        Assert.InRange(trials.Length, 3, 15);
        Assert.DoesNotContain(trials, trial => trial.Part == "ease");
    }

    [Fact]
    public void Next_ClockFarBehind_EndsAndSaysSo()
    {
        var slow = Trial(0.1) with { Seconds = SearchPlan.MaxTime.TotalSeconds + 1 };

        Assert.Null(new SearchPlan(PlanOf(Asked), Asked, [slow]).Next(out var end));
        Assert.Equal("The limit of 10 minutes is reached.", end);
    }

    [Fact]
    public void Next_ActiveVersion_IsTriedAndIsTheOneToBeat()
    {
        var active = new TrainingOptions { Rank = 32, Regularization = 0.01, UnobservedWeight = 0.03 };
        var plan = PlanOf(Asked) with { ActiveOptions = active };
        var trials = Search(plan, Asked, out _);

        Assert.Equal((SearchSource.Active, 32, 0.01, 0.03), Setting(trials[1]));

        ImmutableArray<SearchTrial> judged =
        [
            Trial(0.100), Trial(0.110) with { Source = SearchSource.Active, Rank = 32 },
            Trial(0.119) with { Source = SearchSource.Drawn, Rank = 16 },
        ];
        Assert.Equal([1], new SearchPlan(plan, Asked, judged).Chosen.AsEnumerable());
        Assert.Equal(32, new SearchPlan(plan, Asked, judged).Options.Rank);
        judged = judged.SetItem(2, judged[2] with { Ndcg = 0.121 });
        Assert.Equal([2], new SearchPlan(plan, Asked, judged).Chosen.AsEnumerable());
    }

    [Fact]
    public void Options_ChosenOrNone_AreThoseOfTheBestWithoutASearch()
    {
        ImmutableArray<SearchTrial> trials =
        [
            Trial(0.1),
            Trial(0.2) with { Source = SearchSource.Drawn, Rank = 16, Sweeps = 3, UnobservedWeight = 0.5 },
            Trial(null) with { Source = SearchSource.Drawn, Error = "No." },
            new() { Part = "ease", Source = SearchSource.Defaults, Regularization = 200, Ndcg = 0.1 },
            new() { Part = "ease", Source = SearchSource.Drawn, Regularization = 50, Ndcg = 0.3 },
        ];

        var chosen = new SearchPlan(PlanOf(Asked), Asked, trials);

        Assert.Equal([1, 4], chosen.Chosen.AsEnumerable());
        Assert.Equal(
            new TrainingOptions { Rank = 16, Sweeps = 3, UnobservedWeight = 0.5, EaseRegularization = 50 },
            chosen.Options);
        Assert.Equal(
            new TrainingOptions(), new SearchPlan(PlanOf(Asked), Asked, [Trial(null) with { Error = "No." }]).Options);
    }

    private static ImmutableArray<SearchTrial> Search(RunPlan plan, TrainingOptions asked, out string end)
    {
        ImmutableArray<SearchTrial> trials = [];
        while (new SearchPlan(plan, asked, trials).Next(out end) is { } next)
            trials = trials.Add(next.Begun with { Ndcg = FigureOf(next), StandardError = 0.01 });
        return trials;
    }

    private static double FigureOf(PlannedTrial trial) => 1 / (1 + trial.Options.Regularization);

    private static SearchTrial Trial(double? ndcg) => new()
    {
        Part = "als",
        Source = SearchSource.Defaults,
        Rank = 64,
        Sweeps = 8,
        Regularization = 0.2,
        UnobservedWeight = 0.2,
        FrequencyScaling = 0.5,
        Ndcg = ndcg,
        StandardError = 0.01,
    };

    private static (SearchSource Source, int Rank, double Regularization, double Unobserved) Setting(
        SearchTrial trial) => (trial.Source, trial.Rank, trial.Regularization, trial.UnobservedWeight);

    private static RunPlan PlanOf(TrainingOptions options) => new()
    {
        Model = "default",
        RunId = "run",
        Options = options,
        AsOfPosition = 7,
        ReferenceTime = DateTimeOffset.UnixEpoch,
        CodeVersion = "1",
        Users = 400,
        Products = 200,
        Pairs = 4_000,
        JudgedUsers = 200,
        SnapshotHash = "",
        UserBlockHashes = [],
        ProductBlockHashes = [],
        Search = new SearchSize { JudgedUsers = 200, FittedUsers = 400, Pairs = 4_000, Products = 200 },
    };
}
