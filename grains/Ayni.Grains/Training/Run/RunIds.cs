using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ayni.Domain.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Ids of runs, which become versions of models: they sort by time and tell apart what was asked for.
/// </summary>
public static class RunIds
{
    private const int HashBytes = 4;

    /// <summary>Start time and a short hash of position and options; a number follows where that was taken.</summary>
    /// <param name="startedAt">By the injected clock.</param>
    /// <param name="position">Log position trained on.</param>
    /// <param name="options">Options of the run.</param>
    /// <param name="taken">Ids that must not be used again.</param>
    public static string Create(
        DateTimeOffset startedAt, long position, TrainingOptions options, IReadOnlySet<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        var content = JsonSerializer.SerializeToUtf8Bytes(options with { AsOfPosition = position });
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes));
        var id = string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMddHHmmss}-{hash}");
        var unique = id;
        for (var number = 2; taken.Contains(unique); number++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
        return unique;
    }
}
