using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ayni.Wire.Problems;

namespace Ayni.Wire.Events;

/// <summary>Makes the ids of events that came without one.</summary>
internal static class EventIds
{
    public const string KeyHeader = "Idempotency-Key";

    private const int MaxKeyLength = 255;

    /// <summary>A new id; ids made later sort later.</summary>
    public static string Make(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>The id of the event at a place of a request with an idempotency key.</summary>
    public static string Derive(string idempotencyKey, int index)
    {
        var input = string.Create(CultureInfo.InvariantCulture, $"{index}\n{idempotencyKey}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(input));
        return $"ik-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    /// <exception cref="RefusalException">The key is empty or too long.</exception>
    public static void Check(string? idempotencyKey)
    {
        if (idempotencyKey is { Length: 0 or > MaxKeyLength })
        {
            throw RefusalException.OfField(
                KeyHeader, idempotencyKey, $"Has {idempotencyKey.Length} characters.",
                $"Send 1 to {MaxKeyLength} characters, or no such header.");
        }
    }
}
