using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>The weights that a log was read with, where they are not the default.</summary>
/// <param name="Changed">Those of built-in types and of time, by their names in JSON.</param>
/// <param name="Custom">Those of the shop's own types.</param>
internal sealed record ChangedWeights(
    IReadOnlyDictionary<string, double> Changed, IReadOnlyDictionary<string, double> Custom)
{
    /// <summary>Those that differ; null where none does.</summary>
    public static ChangedWeights? Of(InteractionWeights weights)
    {
        var options = new TrainingOptions { Weights = weights };
        var changed = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var option in TrainingOptionTable.Weights)
        {
            var (value, usual) = option switch
            {
                NumberOption<double> number => (number.Read(options), number.Default),
                NumberOption<int> whole => (whole.Read(options), (double?)whole.Default),
                _ => throw new InvalidOperationException($"{option.Name} is no number."),
            };
            if (value is { } given && given != usual)
                changed.Add(option.WireName, given);
        }

        return changed.Count + weights.Custom.Count == 0
            ? null
            : new ChangedWeights(changed, weights.Custom.ToDictionary(type => type.Name, type => type.Weight));
    }

    /// <summary>Says them, if there are any.</summary>
    public static void Print(TrainerConsole console, ChangedWeights? weights)
    {
        if (weights is not null)
            console.Out.WriteLine($"Weights: {weights}; all others as usual.");
    }

    /// <summary>Such as "view 0.5; the shop's own: quote 2".</summary>
    public override string ToString() => (Changed.Count, Custom.Count) switch
    {
        (_, 0) => Text(Changed),
        (0, _) => $"the shop's own types {Text(Custom)}",
        _ => $"{Text(Changed)}; the shop's own types {Text(Custom)}",
    };

    private static string Text(IReadOnlyDictionary<string, double> weights) => string.Join(
        ", ",
        weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Key} {weight.Value}")));
}
