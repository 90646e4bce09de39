
namespace Ayni.Gateway.Security;

/// <summary>
/// Metadata of a path that takes public keys too: the path itself holds them to their guest, by
/// <see cref="GuestSession"/>.
/// </summary>
internal sealed class PublicKeyAllowed
{
    public static PublicKeyAllowed Instance { get; } = new();
}
