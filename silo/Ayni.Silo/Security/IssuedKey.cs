using Ayni.Domain.Access;

namespace Ayni.Silo.Security;

/// <summary>A key that was just made.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Text">The key itself, told this once.</param>
public sealed record IssuedKey(AccessKey Key, string Text);
