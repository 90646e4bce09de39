namespace Ayni.Domain.Consents;

/// <summary>One thing a shopper said of one purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="IsAllowed">Whether they allowed it.</param>
/// <param name="SaidAt">When, by our clock.</param>
/// <param name="Position">Where it stands in the log.</param>
public sealed record ConsentEvent(Purpose Purpose, bool IsAllowed, DateTimeOffset SaidAt, long Position);
