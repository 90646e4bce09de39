using Ayni.Cluster.Tests.Measurements;

namespace Ayni.Cluster.Tests;

/// <summary>This assembly as a program: measures processes over HTTP.</summary>
internal static class Program
{
    private const string Measure = "measure";

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Measure]:
                await ServingMeasurement.RunAsync();
                return 0;
            default:
                await Console.Error.WriteLineAsync("measure");
                return 2;
        }
    }
}
