using Ayni.Domain.Retention;

namespace Ayni.Data.Retention;

/// <summary>What a run would delete of one type.</summary>
/// <param name="Type">The type.</param>
/// <param name="KeptDays">Days that an interaction of it is kept.</param>
/// <param name="Before">Time of the first interaction that stays.</param>
/// <param name="Count">What is older.</param>
public sealed record RetentionPlan(RetainedType Type, int KeptDays, DateTimeOffset Before, RetentionCount Count);
