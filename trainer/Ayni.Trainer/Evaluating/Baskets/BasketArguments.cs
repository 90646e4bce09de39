using System.CommandLine;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c> for next-basket.</summary>
internal sealed class BasketArguments
{
    private static readonly NextBasketOptions Defaults = new();

    private readonly Option<double> _recency = Valued(
        "--basket-recency", "next-basket: an own item bought k baskets ago counts k^-this.", Defaults.RecencyDecay);

    private readonly Option<double> _repeats = Valued(
        "--repeat-exponent", "next-basket: exponent of how readily an item is bought again.", Defaults.RepeatExponent);

    private readonly Option<double> _repeatShrinkage = Valued(
        "--repeat-shrinkage", "next-basket: baskets that pass before an item's own rate is believed.",
        Defaults.RepeatShrinkage);

    private readonly Option<double> _due = Valued(
        "--due-share", "next-basket: share that an own item loses while it is not due.", Defaults.DueShare);

    private readonly Option<double> _affinity = Valued(
        "--affinity-share", "next-basket: weight of what comes in the baskets after an item.", Defaults.AffinityShare);

    private readonly Option<double> _affinityDecay = Valued(
        "--affinity-decay", "next-basket: there, an item bought k baskets ago counts k^-this.",
        Defaults.AffinityDecay);

    private readonly Option<double> _shoppers = Valued(
        "--similar-share", "next-basket: weight of what similar users buy.", Defaults.NeighbourShare);

    private readonly Option<int> _count = Valued(
        "--similar-users", "next-basket: similar users that count.", Defaults.Neighbours);

    private readonly Option<double> _popularity = Valued(
        "--popularity-share", "next-basket: weight of popularity.", Defaults.PopularityShare);

    private readonly Option<double> _popularityDecay = Valued(
        "--popularity-decay-baskets", "next-basket: in popularity, a purchase k baskets ago counts k^-this.",
        Defaults.PopularityDecay);

    private readonly Option<bool> _ownOnly = new("--own-only")
    {
        Description = "next-basket: only what the user bought before.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _recency, _repeats, _repeatShrinkage, _due, _affinity, _affinityDecay, _shoppers, _count, _popularity,
            _popularityDecay, _ownOnly,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    public NextBasketOptions Read(ParseResult parsed) => new NextBasketOptions
    {
        RecencyDecay = parsed.GetValue(_recency),
        RepeatExponent = parsed.GetValue(_repeats),
        RepeatShrinkage = parsed.GetValue(_repeatShrinkage),
        DueShare = parsed.GetValue(_due),
        AffinityShare = parsed.GetValue(_affinity),
        AffinityDecay = parsed.GetValue(_affinityDecay),
        NeighbourShare = parsed.GetValue(_shoppers),
        Neighbours = parsed.GetValue(_count),
        PopularityShare = parsed.GetValue(_popularity),
        PopularityDecay = parsed.GetValue(_popularityDecay),
        OwnOnly = parsed.GetValue(_ownOnly),
    }.Validated();

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
