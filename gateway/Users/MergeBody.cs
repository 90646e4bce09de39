namespace Ayni.Gateway.Users;

/// <summary>A guest who turned out to be a shopper.</summary>
/// <param name="From">User id that the guest's events were sent under.</param>
public sealed record MergeBody(string From);
