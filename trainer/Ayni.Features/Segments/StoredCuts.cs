using System.Text.Json;
using Ayni.Domain.Models;
using Ayni.Features.Definitions;

namespace Ayni.Features.Segments;

/// <summary>
/// The cuts that a shop tells its shoppers' segments by, in the model store: what files and grains read alike.
/// </summary>
/// <param name="Format">Version of the format, <see cref="CurrentFormat"/>.</param>
/// <param name="AsOf">Instant of the buyers that they were taken from.</param>
/// <param name="LogPosition">Position of the log then.</param>
/// <param name="Cuts">The cuts.</param>
public sealed record StoredCuts(int Format, DateTimeOffset AsOf, long LogPosition, RfmCuts Cuts)
{
    /// <summary>Version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Key of the cuts in force.</summary>
    public const string CurrentKey = "features/segments/current";

    /// <summary>Key of the cuts of a version: those in force before stay readable.</summary>
    public static string KeyOf(string version) => $"features/segments/{version}";

    /// <summary>Reads the cuts in force; null: the shop stored none.</summary>
    /// <exception cref="InvalidDataException">They are of a later version of the format.</exception>
    public static async Task<RfmCuts?> ReadAsync(IModelStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.ReadAsync(CurrentKey, cancellationToken) is not { } bytes)
            return null;
        var stored = JsonSerializer.Deserialize<StoredCuts>(bytes, FeatureDescription.Json)!;
        return stored.Format == CurrentFormat ? stored.Cuts : throw new InvalidDataException(
            $"The segments' cuts are stored in format {stored.Format}, this program reads {CurrentFormat}: store them "
            + "anew by segments --apply.");
    }

    /// <summary>Puts cuts in force.</summary>
    public async Task WriteAsync(IModelStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, FeatureDescription.Json);
        await store.WriteAsync(KeyOf(Cuts.Version), bytes, cancellationToken);
        await store.WriteAsync(CurrentKey, bytes, cancellationToken);
    }
}
