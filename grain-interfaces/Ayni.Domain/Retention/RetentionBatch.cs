namespace Ayni.Domain.Retention;

/// <summary>What one batch deleted.</summary>
/// <param name="Deleted">Interactions.</param>
/// <param name="Newest">Time of the newest of them: the next batch looks from there on; null: there was none.</param>
/// <param name="IsLast">Nothing was left that is old enough.</param>
public sealed record RetentionBatch(long Deleted, DateTimeOffset? Newest, bool IsLast);
