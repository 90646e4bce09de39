using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>The last line: nothing enters the log that breaks the rules, whoever wrote the caller.</summary>
internal static class InteractionGuard
{
    /// <summary>Copies the interactions, so that a caller who changes the list changes nothing.</summary>
    /// <exception cref="ArgumentException">One breaks a rule; says which and why.</exception>
    public static Interaction[] Check(IReadOnlyList<Interaction> interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var copy = interactions.ToArray();
        for (var i = 0; i < copy.Length; i++)
            Check(copy[i], i);
        return copy;
    }

    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public static void Check(Interaction? interaction, long index)
    {
        if (InteractionRules.ProblemOf(interaction) is { } problem)
            throw new ArgumentException($"{problem.Field} of interaction {index}: {problem.Reason}");
    }
}
