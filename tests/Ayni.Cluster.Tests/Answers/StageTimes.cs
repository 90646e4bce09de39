using System.Globalization;
using Ayni.Cluster.Tests.Processes;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>Reads a gateway's own metrics.</summary>
internal static class StageTimes
{
    private const string Sum = "ayni_recommendation_stage_duration_seconds_sum";
    private const string Count = "ayni_recommendation_stage_duration_seconds_count";

    /// <summary>Sum of the values of a metric.</summary>
    public static async Task<double> ValueAsync(AyniProcess gateway, string name) =>
        (await LinesAsync(gateway, name)).Sum(line => line.Value);

    /// <summary>Seconds and calls of each stage of an answer since the gateway's start.</summary>
    public static async Task<IReadOnlyDictionary<string, (double Seconds, double Calls)>> ReadAsync(
        AyniProcess gateway)
    {
        var calls = (await LinesAsync(gateway, Count)).ToDictionary(line => StageOf(line.Labels), line => line.Value);
        return (await LinesAsync(gateway, Sum)).ToDictionary(
            line => StageOf(line.Labels), line => (line.Value, calls.GetValueOrDefault(StageOf(line.Labels))));
    }

    private static string StageOf(string labels)
    {
        const string Label = "stage=\"";
        var start = labels.IndexOf(Label, StringComparison.Ordinal) + Label.Length;
        return labels[start..labels.IndexOf('"', start)];
    }

    private static async Task<List<(string Labels, double Value)>> LinesAsync(AyniProcess gateway, string name)
    {
        var found = new List<(string, double)>();
        var text = await gateway.Http!.GetStringAsync("/metrics");
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith(name, StringComparison.Ordinal) || !(line[name.Length] is '{' or ' '))
                continue;
            var labels = line[name.Length] == '{' ? line[name.Length..(line.LastIndexOf('}') + 1)] : "";
            var value = line[(name.Length + labels.Length)..].Trim().Split(' ')[0];
            found.Add((labels, double.Parse(value, CultureInfo.InvariantCulture)));
        }

        return found;
    }
}
