using System.Diagnostics.Metrics;

namespace Ayni.Grains.Training;

/// <summary>What training measures of itself.</summary>
internal static class TrainingMeter
{
    /// <summary>The meter.</summary>
    public const string Name = "Ayni.Training";

    /// <summary>Those who watch runs on this silo, by model.</summary>
    public const string WatchersName = "ayni.training.watchers";

    private const string ModelTag = "ayni.model";

    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<int> Watchers = Meter.CreateUpDownCounter<int>(
        WatchersName, unit: "{watcher}", description: "Those who watch runs on this silo.");

    /// <summary>Somebody begins to watch, or leaves.</summary>
    public static void Watches(string model, int change) =>
        Watchers.Add(change, new KeyValuePair<string, object?>(ModelTag, model));
}
