namespace Ayni.Gateway.Security;

/// <summary>All keys of the store.</summary>
/// <param name="Keys">By name, then oldest first.</param>
public sealed record KeyList(IReadOnlyList<KeyAnswer> Keys);
