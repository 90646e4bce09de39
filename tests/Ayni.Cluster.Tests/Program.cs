using Ayni.Cluster.Tests.Answers;
using Ayni.Cluster.Tests.Measurements;

namespace Ayni.Cluster.Tests;

/// <summary>This assembly as a program: measures processes over HTTP.</summary>
internal static class Program
{
    private const string Measure = "measure";
    private const string MeasureAnswers = "measure-answers";
    private const string MeasurePressure = "measure-pressure";

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure]:
                await ServingMeasurement.RunAsync();
                return 0;
            case [MeasureAnswers, .. var options]:
                await new AnswerMeasurement(AnswerMeasurementOptions.Parse(options)).RunAsync();
                return 0;
            case [MeasurePressure, var events, .. var settings]
                when int.TryParse(events, out var perRequest) && settings.All(setting => setting.Contains('=')):
                await PressureMeasurement.RunAsync(perRequest, settings.ToDictionary(
                    setting => setting.Split('=')[0], setting => setting[(setting.IndexOf('=') + 1)..]));
                return 0;
            default:
                await Console.Error.WriteLineAsync(
                    $"{Measure} | {MeasurePressure} EVENTS-A-REQUEST [VARIABLE=VALUE …] | "
                    + AnswerMeasurementOptions.Usage);
                return 2;
        }
    }
}
