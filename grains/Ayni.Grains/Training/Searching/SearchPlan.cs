using System.Collections.Immutable;
using System.Globalization;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// What a search tries next, and what it chose: a pure function of plan, options asked for and the trials before. First
/// what was asked for and what the active version has, then draws from the whole range, then draws near the best. How
/// far it goes is counted in multiplications; the clock only stops a search that is far slower than foreseen.
/// </summary>
internal sealed class SearchPlan(RunPlan plan, TrainingOptions asked, ImmutableArray<SearchTrial> trials)
{
    /// <summary>The part of the factors.</summary>
    public const string Als = PartNames.Als;

    /// <summary>The part EASE.</summary>
    public const string Ease = PartNames.Ease;

    /// <summary>With fewer judged users a search would choose by chance.</summary>
    public const int MinUsers = 50;

    /// <summary>Trials of ALS drawn from the whole range.</summary>
    public const int MaxDrawn = 10;

    /// <summary>Trials of ALS drawn near the best.</summary>
    public const int MaxRefined = 10;

    /// <summary>Multiplications of all trials of ALS: about a minute of one thread.</summary>
    public const double MaxWork = 6e11;

    /// <summary>Most products of which EASE is tried: its cost grows with the cube.</summary>
    public const int MaxEaseProducts = 1_500;

    /// <summary>Standard errors by which another setting must be better than what was asked for.</summary>
    public const double MinGainErrors = 1;

    /// <summary>A search that takes longer ends with what it has; no other limit goes by a clock.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(10);

    private static readonly ImmutableArray<double> EaseRegularizations = [50, 800];

    private readonly SearchOptions _search = asked.Search ?? new SearchOptions();

    /// <summary>Whether the run searches at all.</summary>
    public static bool IsWanted(RunPlan plan) => plan.Search?.JudgedUsers >= MinUsers && HasTrials(plan);

    /// <summary>Why a search that was asked for is not made; null where it is, or where none was asked for.</summary>
    public static SearchReport? NotMade(RunPlan plan) =>
        plan.Search is { JudgedUsers: < MinUsers } size && HasTrials(plan)
            ? new SearchReport
            {
                JudgedUsers = size.JudgedUsers,
                FittedUsers = size.FittedUsers,
                End = $"Nothing was searched: {size.JudgedUsers} shoppers are left to judge trials, and fewer than "
                    + $"{MinUsers} would choose by chance. What was not given keeps its default.",
            }
            : null;

    /// <summary>The next trial; null where the search is over.</summary>
    /// <param name="end">Why it is over.</param>
    public PlannedTrial? Next(out string end)
    {
        end = "";
        if (trials.Sum(trial => trial.Seconds) > MaxTime.TotalSeconds)
        {
            end = string.Create(
                CultureInfo.InvariantCulture, $"The limit of {MaxTime.TotalMinutes:F0} minutes is reached.");
            return null;
        }

        var next = NextAls(out var isOverspent) ?? NextEase();
        if (next is null)
            end = isOverspent ? "As much is done as may be." : "All trials were made.";
        return next;
    }

    /// <summary>What came out best of each part, as places among the trials.</summary>
    public ImmutableArray<int> Chosen =>
        [.. new[] { Als, Ease }.Select(part => BestOf(part, MinGainErrors)).OfType<int>()];

    /// <summary>The options to train with.</summary>
    public TrainingOptions Options => Chosen.Select(place => trials[place]).Aggregate(
        asked with { Search = null },
        (options, trial) => trial.Part == Ease
            ? options with { EaseRegularization = trial.Regularization }
            : options with
            {
                Rank = trial.Rank,
                Sweeps = trial.Sweeps,
                Regularization = trial.Regularization,
                UnobservedWeight = trial.UnobservedWeight,
                FrequencyScaling = trial.FrequencyScaling,
            });

    private AlsRanges Ranges => new()
    {
        Ranks = [.. new AlsRanges().Ranks.Where(rank => rank <= MaxRank)],
        Rank = _search.Settles(nameof(asked.Rank)) ? null : asked.Rank,
        Regularization = _search.Settles(nameof(asked.Regularization)) ? null : asked.Regularization,
        UnobservedWeight = _search.Settles(nameof(asked.UnobservedWeight)) ? null : asked.UnobservedWeight,
        FrequencyScaling = _search.Settles(nameof(asked.FrequencyScaling)) ? null : asked.FrequencyScaling,
    };

    /// <summary>What a silo can hold of the larger side as one array.</summary>
    private long MaxRank => Array.MaxLength / Math.Max(1, Math.Max(plan.Users, plan.Products));

    private static bool HasTrials(RunPlan plan) =>
        plan.Options is { Search: not null, JudgedShare: > 0 }
        && new SearchPlan(plan, plan.Options, []).Next(out _) is not null;

    private PlannedTrial? NextAls(out bool isOverspent)
    {
        var made = trials.Where(trial => trial.Part == Als).ToArray();
        isOverspent = made.Length > 0 && WorkOf(made) >= MaxWork;
        if (Ranges.IsPoint && !_search.Settles(nameof(asked.Sweeps)))
            return null;
        var known = made.Select(SettingOf).ToHashSet();
        if (isOverspent)
            return null;
        foreach (var (setting, source) in Settings(made))
        {
            if (known.Add(setting))
                return PlannedOf(setting, source);
        }

        return null;
    }

    /// <summary>
    /// The sequence of settings. Each draw has its number, so that a trial made before is met again and passed over.
    /// </summary>
    private IEnumerable<(AlsSetting Setting, SearchSource Source)> Settings(SearchTrial[] made)
    {
        yield return (SettingOf(asked), SearchSource.Defaults);
        if (plan.ActiveOptions is { } active)
            yield return (Kept(SettingOf(active)), SearchSource.Active);
        if (Ranges.IsPoint)
            yield break;
        for (var draw = 0; draw < MaxDrawn; draw++)
            yield return (Ranges.Draw(asked.Seed, draw), SearchSource.Drawn);
        var refined = made.Count(trial => trial.Source == SearchSource.Refined);
        if (refined < MaxRefined && BestOf(Als, minGainErrors: 0) is { } best)
            yield return (Ranges.DrawNear(asked.Seed, refined, SettingOf(trials[best])), SearchSource.Refined);
    }

    /// <summary>What was given stays as it was given.</summary>
    private AlsSetting Kept(AlsSetting setting) => new(
        Ranges.Rank ?? setting.Rank,
        Ranges.Regularization ?? setting.Regularization,
        Ranges.UnobservedWeight ?? setting.UnobservedWeight,
        Ranges.FrequencyScaling ?? setting.FrequencyScaling);

    private PlannedTrial PlannedOf(AlsSetting setting, SearchSource source) => new(
        Als,
        source,
        asked with
        {
            Search = null,
            Rank = setting.Rank,
            Regularization = setting.Regularization,
            UnobservedWeight = setting.UnobservedWeight,
            FrequencyScaling = setting.FrequencyScaling,
        },
        !_search.Settles(nameof(asked.Sweeps)));

    private PlannedTrial? NextEase()
    {
        var isTried = asked is { Ease: true, Blend: true } && _search.Settles(nameof(asked.EaseRegularization))
            && plan.Search!.Products <= MaxEaseProducts;
        if (!isTried)
            return null;
        var known = trials.Where(trial => trial.Part == Ease).Select(trial => trial.Regularization).ToHashSet();
        foreach (var regularization in EaseRegularizations.Insert(0, asked.EaseRegularization))
        {
            if (!known.Contains(regularization))
            {
                return new PlannedTrial(
                    Ease,
                    known.Count == 0 ? SearchSource.Defaults : SearchSource.Drawn,
                    asked with { Search = null, EaseRegularization = regularization },
                    AreSweepsFixed: true);
            }
        }

        return null;
    }

    private double WorkOf(IEnumerable<SearchTrial> made)
    {
        var size = plan.Search!;
        return made.Sum(trial => Math.Min(asked.Sweeps, trial.Sweeps + SearchFit.Patience) * AlsWork.OfSweep(
            size.Pairs, (long)size.FittedUsers + size.Products, plan.Products, size.JudgedUsers, trial.Rank));
    }

    /// <summary>
    /// The best of a part, the first of equals. What the active version has, or else what was asked for, stays unless
    /// another is better by more than noise.
    /// </summary>
    private int? BestOf(string part, double minGainErrors)
    {
        var (best, incumbent) = ((int?)null, (int?)null);
        for (var place = 0; place < trials.Length; place++)
        {
            if (trials[place].Part != part || trials[place].Ndcg is not { } ndcg)
                continue;
            if (best is not { } other || ndcg > trials[other].Ndcg)
                best = place;
            if (incumbent is null || trials[place].Source == SearchSource.Active)
                incumbent = place;
        }

        return best is { } winner && incumbent is { } keeper
            && trials[winner].Ndcg <= trials[keeper].Ndcg + (minGainErrors * trials[keeper].StandardError)
                ? keeper
                : best;
    }

    private static AlsSetting SettingOf(TrainingOptions options) =>
        new(options.Rank, options.Regularization, options.UnobservedWeight, options.FrequencyScaling);

    private static AlsSetting SettingOf(SearchTrial trial) =>
        new(trial.Rank, trial.Regularization, trial.UnobservedWeight, trial.FrequencyScaling);
}
