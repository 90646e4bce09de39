using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Domain.Training;

/// <summary>Holds options of a run to the ranges of <see cref="TrainingOptionTable"/>.</summary>
public static class TrainingOptionsValidator
{
    /// <summary>
    /// What is wrong: name, value, range and remedy of each option out of range; empty if nothing is.
    /// </summary>
    public static IReadOnlyList<string> Problems(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Weights is null)
            return
            [
                "Weights is missing; leave it out for the defaults.",
                .. ProblemsOf(options with { Weights = new() }),
            ];
        return [.. ProblemsOf(options)];
    }

    /// <summary>Refuses options that are out of range.</summary>
    /// <exception cref="AyniException"><c>invalid</c>, with all problems in the message.</exception>
    public static void ThrowIfInvalid(TrainingOptions options)
    {
        var problems = Problems(options);
        if (problems.Count > 0)
            throw new AyniException(ErrorCodes.Invalid, string.Join(" ", problems));
    }

    private static IEnumerable<string> ProblemsOf(TrainingOptions options) =>
        TrainingOptionTable.All.Select(option => option.ProblemOf(options)).OfType<string>()
            .Concat(options.Weights.Custom.Select(CustomInteractionTypes.ProblemOf).OfType<InvalidField>()
                .Select(problem => $"Weights.Custom: {problem.Field}: {problem.Reason}"));
}
