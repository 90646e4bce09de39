using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Keys of grain ids.</summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) =>
        IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    public static long GetIntegerKey(this GrainId grainId) => grainId.TryGetIntegerKey(out var key)
        ? key
        : throw new ArgumentException(
            $"Value \"{grainId}\" is not in the correct format for an Integer key.", nameof(grainId));

    public static Guid GetGuidKey(this GrainId grainId) => grainId.TryGetGuidKey(out var key)
        ? key
        : throw new ArgumentException(
            $"Value \"{grainId}\" is not in the correct format for a Guid key.", nameof(grainId));
}
