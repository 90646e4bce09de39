namespace Ayni.Domain.Retention;

/// <summary>What one run is to delete of one type.</summary>
/// <param name="Type">The type.</param>
/// <param name="KeptDays">Days that an interaction of it is kept.</param>
/// <param name="Before">Time of the first interaction that stays; to the millisecond, UTC.</param>
/// <param name="BegunAt">When the run began, the same for all its types; to the millisecond, UTC.</param>
public sealed record RetentionOrder(RetainedType Type, int KeptDays, DateTimeOffset Before, DateTimeOffset BegunAt);
