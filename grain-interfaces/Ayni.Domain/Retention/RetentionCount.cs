namespace Ayni.Domain.Retention;

/// <summary>Interactions that are old enough to be deleted.</summary>
/// <param name="Interactions">How many.</param>
/// <param name="Oldest">Time of the oldest; null: there is none.</param>
public sealed record RetentionCount(long Interactions, DateTimeOffset? Oldest);
