using Ayni.Storage.Tests.Crashes;
using Ayni.Storage.Tests.Measurements;
using Ayni.Storage.Tests.Schema;
using Ayni.Testing;

namespace Ayni.Storage.Tests;

/// <summary>This assembly as a program: the child process of the crash tests, and the measurement.</summary>
internal static class Program
{
    public const string Append = "append";

    public const string Retain = "retain";

    private const string Earlier = "earlier";

    private const string Measure = "measure";

    private const string MeasureRetention = "measure-retention";

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Append, var directory, var run]:
                await AppendingProgram.RunAsync(new StorageOptions { DataDirectory = directory }, run);
                return 0;
            case [Retain, var directory, var run]:
                await RetainingProgram.RunAsync(new StorageOptions { DataDirectory = directory }, run);
                return 0;
            case [Earlier, var folder]:
                await EarlierStore.MakeAsync(folder);
                return 0;
            case [Measure]:
                using (var folder = new TemporaryFolder())
                    await StorageMeasurement.RunAsync(new StorageOptions { DataDirectory = folder.Path });
                return 0;
            case [Measure, var connectionString]:
                await StorageMeasurement.RunAsync(new StorageOptions { PostgresConnectionString = connectionString });
                return 0;
            case [MeasureRetention]:
                using (var folder = new TemporaryFolder())
                    await RetentionMeasurement.RunAsync(new StorageOptions { DataDirectory = folder.Path });
                return 0;
            case [MeasureRetention, var connectionString]:
                await RetentionMeasurement.RunAsync(
                    new StorageOptions { PostgresConnectionString = connectionString });
                return 0;
            default:
                await Console.Error.WriteLineAsync(
                    "measure [connection string of an empty PostgreSQL database]\nmeasure-retention [the same]\n"
                    + "earlier FOLDER");
                return 2;
        }
    }
}
