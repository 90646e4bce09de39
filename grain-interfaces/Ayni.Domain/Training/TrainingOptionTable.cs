using Ayni.Domain.Interactions;

namespace Ayni.Domain.Training;

/// <summary>
/// Every option of <see cref="TrainingOptions"/> and <see cref="InteractionWeights"/> once: name, default, range, text,
/// and how to read and write it. Whoever asks for options, checks them or documents them reads this.
/// </summary>
public static class TrainingOptionTable
{
    /// <summary>Most that an interaction of one type can weigh.</summary>
    private const double MaxWeight = 100;

    private const double MaxHalfLifeDays = 36_500;

    private const string Searched = "auto";
    private const string Unsearched = "none";

    private static readonly TrainingOptions Defaults = new();

    /// <summary>What makes the model, but for the weights.</summary>
    public static IReadOnlyList<ModelOption> Model { get; } =
    [
        Whole("Rank", "Length of a factor", 1, 1024, o => o.Rank, (o, value) => o with { Rank = value }),
        Whole("Sweeps", "Sweeps over both sides", 1, 200, o => o.Sweeps, (o, value) => o with { Sweeps = value }),
        Over0(
            "Regularization", "Regularisation", 1000,
            o => o.Regularization, (o, value) => o with { Regularization = value }),
        Over0(
            "UnobservedWeight", "Weight of a pair nobody observed", 10,
            o => o.UnobservedWeight, (o, value) => o with { UnobservedWeight = value }),
        Number(
            "FrequencyScaling", "How far regularisation grows with the number of interactions", 0, 1,
            o => o.FrequencyScaling, (o, value) => o with { FrequencyScaling = value }),
        Over0(
            "ConfidenceScale", "Scale of the confidence in an observed pair", 1000,
            o => o.ConfidenceScale, (o, value) => o with { ConfidenceScale = value }),
        Number(
            "ActivityDamping", "Exponent by which shoppers who do much count less", 0, 1,
            o => o.ActivityDamping, (o, value) => o with { ActivityDamping = value }),
        Number(
            "PopularityExponent", "Exponent of a product's popularity that its scores are multiplied by", -1, 1,
            o => o.PopularityExponent, (o, value) => o with { PopularityExponent = value }),
        Over0(
            "InitialScale", "Spread of the first factors", 10,
            o => o.InitialScale, (o, value) => o with { InitialScale = value }),
        Whole(
            "Seed", "Seed of everything random in the run", int.MinValue, int.MaxValue,
            o => o.Seed, (o, value) => o with { Seed = value }),
    ];

    /// <summary>How much each type of interaction says, and how fast that fades.</summary>
    public static IReadOnlyList<ModelOption> Weights { get; } =
    [
        Weight("View", "Weight of a view", w => w.View, (w, value) => w with { View = value }),
        Weight("Cart", "Weight of a cart", w => w.Cart, (w, value) => w with { Cart = value }),
        Weight("Purchase", "Weight of a purchase", w => w.Purchase, (w, value) => w with { Purchase = value }),
        Weight("Rating", "Weight of a rating of 5", w => w.Rating, (w, value) => w with { Rating = value }),
        Weight(
            "Search", "Weight of a search that led to a product", w => w.Search,
            (w, value) => w with { Search = value }),
        Weight("Like", "Weight of a like", w => w.Like, (w, value) => w with { Like = value }),
        Weight("Wishlist", "Weight of a wish", w => w.Wishlist, (w, value) => w with { Wishlist = value }),
        Weight(
            "Share", "Weight of a product passed on to others", w => w.Share,
            (w, value) => w with { Share = value }),
        Against("Dislike", "Weight of a dislike", w => w.Dislike, (w, value) => w with { Dislike = value }),
        Against("Hide", "Weight of a product hidden", w => w.Hide, (w, value) => w with { Hide = value }),
        new NumberOption<double>
        {
            Name = "Weights.HalfLife",
            WireName = "half_life_days",
            Text = "Days after which an interaction counts half; without it nothing fades",
            Default = null,
            Min = 0,
            IsOverMin = true,
            Max = MaxHalfLifeDays,
            Read = o => o.Weights.HalfLife?.TotalDays,
            Write = (o, days) => o with
            {
                Weights = o.Weights with { HalfLife = days is { } given ? TimeSpan.FromDays(given) : null },
            },
            Shown = o => $"{o.Weights.HalfLife}",
        },
        Whole(
            "Weights.NewestPerUser", "Newest interactions of a shopper that count", 1, 65_536,
            o => o.Weights.NewestPerUser,
            (o, value) => o with { Weights = o.Weights with { NewestPerUser = value } }) with { HasArgument = false },
    ];

    /// <summary>The parts beside ALS, and whether they are blended.</summary>
    public static IReadOnlyList<ModelOption> Parts { get; } =
    [
        Whole(
            "Neighbours", "Neighbours kept of each product in each neighbour part", 1, 1_000,
            o => o.Neighbours, (o, value) => o with { Neighbours = value }),
        Switch("Ease", "Whether EASE is fitted", o => o.Ease, (o, value) => o with { Ease = value }),
        Whole(
            "EaseMaxItems", "Products that EASE models, those that most shoppers met", 1, 50_000,
            o => o.EaseMaxItems, (o, value) => o with { EaseMaxItems = value }),
        Over0(
            "EaseRegularization", "Regularisation of EASE", 1_000_000,
            o => o.EaseRegularization, (o, value) => o with { EaseRegularization = value }),
        Switch(
            "Transitions", "Whether what comes after what is counted",
            o => o.Transitions, (o, value) => o with { Transitions = value }),
        Switch(
            "BoughtTogether", "Whether what is bought together is counted",
            o => o.BoughtTogether, (o, value) => o with { BoughtTogether = value }),
        Whole(
            "MinSupport", "Least number of shoppers who bought two products together for them to be alike", 1, 1_000,
            o => o.MinSupport, (o, value) => o with { MinSupport = value }),
        Switch(
            "Blend", "Whether the weights of the parts are learnt on judged pairs; else ALS answers alone",
            o => o.Blend, (o, value) => o with { Blend = value }),
    ];

    /// <summary>Whether options nobody gave are searched.</summary>
    public static ChoiceOption Search { get; } = new()
    {
        Name = nameof(TrainingOptions.Search),
        Text = "Whether options that are not given are searched on held-out pairs first; none trains at the defaults",
        Names = [Searched, Unsearched],
        Default = Searched,
        Read = o => o.Search is null ? Unsearched : Searched,
        Write = (o, name) => o with { Search = name == Unsearched ? null : o.Search ?? new SearchOptions() },
    };

    /// <summary>What the run goes by, without an influence on what a factor is.</summary>
    public static IReadOnlyList<ModelOption> Run { get; } =
    [
        Whole(
            "Blocks", "Blocks a side; the result does not depend on it", 1, 1024,
            o => o.Blocks, (o, value) => o with { Blocks = value }),
        new NumberOption<long>
        {
            Name = "AsOfPosition",
            ArgumentName = "--as-of",
            Text = "Log position to train on; the head if left out",
            Default = null,
            Min = 1,
            Max = long.MaxValue,
            Read = o => o.AsOfPosition,
            Write = (o, value) => o with { AsOfPosition = value },
        },
        Number(
            "JudgedShare", "Share of shoppers whose newest product judges the model; 0 publishes unjudged", 0, 0.5,
            o => o.JudgedShare, (o, value) => o with { JudgedShare = value }),
        new ChoiceOption
        {
            Name = nameof(TrainingOptions.Positives),
            Text = $"What the model is judged by; auto is the strongest that {PositiveTally.EnoughShoppers:N0} "
                + $"shoppers, or one in {PositiveTally.OneIn}, did",
            Names = Positives.Names,
            Default = Positives.NameOf(PositiveKind.Auto),
            Read = o => Positives.NameOf(o.Positives),
            Write = (o, name) => o with { Positives = Positives.Find(name ?? "") ?? PositiveKind.Auto },
        },
        Search,
        Switch(
            "Force", "Publish also what is worse than the active version by more than chance",
            o => o.Force, (o, value) => o with { Force = value }),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelOption> All { get; } = [.. Model, .. Weights, .. Parts, .. Run];

    private static SwitchOption Switch(
        string name, string text,
        Func<TrainingOptions, bool> read, Func<TrainingOptions, bool, TrainingOptions> write) => new()
        {
            Name = name,
            Text = text,
            Default = read(Defaults),
            Read = read,
            Write = (o, value) => value is { } given ? write(o, given) : o,
        };

    private static NumberOption<int> Whole(
        string name, string text, int min, int max,
        Func<TrainingOptions, int> read, Func<TrainingOptions, int, TrainingOptions> write) => new()
        {
            Name = name,
            Text = text,
            Default = read(Defaults),
            Min = min,
            Max = max,
            Read = o => read(o),
            Write = (o, value) => value is { } given ? write(o, given) : o,
        };

    private static NumberOption<double> Number(
        string name, string text, double min, double max,
        Func<TrainingOptions, double> read, Func<TrainingOptions, double, TrainingOptions> write) => new()
        {
            Name = name,
            Text = text,
            Default = read(Defaults),
            Min = min,
            Max = max,
            Read = o => read(o),
            Write = (o, value) => value is { } given ? write(o, given) : o,
        };

    private static NumberOption<double> Over0(
        string name, string text, double max,
        Func<TrainingOptions, double> read, Func<TrainingOptions, double, TrainingOptions> write) =>
        Number(name, text, 0, max, read, write) with { IsOverMin = true };

    private static NumberOption<double> Weight(
        string name, string text,
        Func<InteractionWeights, double> read, Func<InteractionWeights, double, InteractionWeights> write) =>
        Weight(name, text, 0, MaxWeight, read, write);

    private static NumberOption<double> Against(
        string name, string text,
        Func<InteractionWeights, double> read, Func<InteractionWeights, double, InteractionWeights> write) =>
        Weight(name, text, -MaxWeight, 0, read, write);

    private static NumberOption<double> Weight(
        string name, string text, double min, double max,
        Func<InteractionWeights, double> read, Func<InteractionWeights, double, InteractionWeights> write) =>
        Number(
            $"Weights.{name}", text, min, max,
            o => read(o.Weights), (o, value) => o with { Weights = write(o.Weights, value) }) with
        {
            ArgumentName = $"--{name.ToLowerInvariant()}-weight",
        };
}
