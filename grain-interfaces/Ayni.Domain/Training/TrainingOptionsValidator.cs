using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Domain.Training;

/// <summary>The ranges of <see cref="TrainingOptions"/> and <see cref="InteractionWeights"/>, in one place.</summary>
public static class TrainingOptionsValidator
{
    /// <summary>
    /// What is wrong: name, value, range and remedy of each option out of range; empty if nothing is.
    /// </summary>
    public static IReadOnlyList<string> Problems(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        Check(problems, nameof(options.Rank), options.Rank, 1, 1024);
        Check(problems, nameof(options.Sweeps), options.Sweeps, 1, 200);
        CheckOver0(problems, nameof(options.Regularization), options.Regularization, 1000);
        CheckOver0(problems, nameof(options.UnobservedWeight), options.UnobservedWeight, 10);
        Check(problems, nameof(options.FrequencyScaling), options.FrequencyScaling, 0, 1);
        CheckOver0(problems, nameof(options.ConfidenceScale), options.ConfidenceScale, 1000);
        Check(problems, nameof(options.ActivityDamping), options.ActivityDamping, 0, 1);
        Check(problems, nameof(options.PopularityExponent), options.PopularityExponent, -1, 1);
        CheckOver0(problems, nameof(options.InitialScale), options.InitialScale, 10);
        Check(problems, nameof(options.Blocks), options.Blocks, 1, 1024);
        Check(problems, nameof(options.JudgedShare), options.JudgedShare, 0, 0.5);
        if (options.AsOfPosition is { } position)
            Check(problems, nameof(options.AsOfPosition), position, 1, long.MaxValue);
        CheckWeights(problems, options.Weights);
        return problems;
    }

    /// <summary>Refuses options that are out of range.</summary>
    /// <exception cref="AyniException"><c>invalid</c>, with all problems in the message.</exception>
    public static void ThrowIfInvalid(TrainingOptions options)
    {
        var problems = Problems(options);
        if (problems.Count > 0)
            throw new AyniException(ErrorCodes.Invalid, string.Join(" ", problems));
    }

    private static void CheckWeights(List<string> problems, InteractionWeights? weights)
    {
        if (weights is null)
        {
            problems.Add("Weights is missing; leave it out for the defaults.");
            return;
        }

        Check(problems, "Weights.View", weights.View, 0, 100);
        Check(problems, "Weights.Cart", weights.Cart, 0, 100);
        Check(problems, "Weights.Purchase", weights.Purchase, 0, 100);
        Check(problems, "Weights.Rating", weights.Rating, 0, 100);
        Check(problems, "Weights.Search", weights.Search, 0, 100);
        Check(problems, "Weights.NewestPerUser", weights.NewestPerUser, 1, 65_536);
        if (weights.HalfLife is { } halfLife && halfLife <= TimeSpan.Zero)
            problems.Add($"Weights.HalfLife is {halfLife}; give a span over 0, or none for no decay.");
    }

    private static void Check(List<string> problems, string name, double value, double from, double to)
    {
        if (!(value >= from && value <= to))
            Add(problems, name, value, $"{Text(from)} to {Text(to)}");
    }

    private static void CheckOver0(List<string> problems, string name, double value, double to)
    {
        if (!(value > 0 && value <= to))
            Add(problems, name, value, $"over 0 to {Text(to)}");
    }

    private static void Add(List<string> problems, string name, double value, string range) =>
        problems.Add($"{name} is {Text(value)}; give a value in the range {range}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
