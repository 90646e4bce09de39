using System.Security.Cryptography;
using System.Text;

namespace Ayni.Storage;

/// <summary>What is kept of an erased interaction's id.</summary>
internal static class EventHash
{
    /// <summary>SHA-256 of the UTF-8 bytes.</summary>
    public static byte[] Of(string eventId) => SHA256.HashData(Encoding.UTF8.GetBytes(eventId));
}
