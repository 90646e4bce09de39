namespace Ayni.Domain.Retention;

/// <summary>The right to delete, which one process has at a time.</summary>
/// <param name="Holder">Names who has it.</param>
/// <param name="Now">Now.</param>
/// <param name="Length">How long it lasts from now unless it is renewed, as each batch does.</param>
public sealed record RetentionClaim(string Holder, DateTimeOffset Now, TimeSpan Length);
