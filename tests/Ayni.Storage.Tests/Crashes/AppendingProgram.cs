using System.Globalization;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>Appends to a data directory until it is killed; prints each event id once it was acknowledged.</summary>
internal static class AppendingProgram
{
    /// <summary>Last word of every line, by which a reader knows that the line is whole.</summary>
    public const string EndOfLine = ".";

    private const int Writers = 8;

    public static async Task RunAsync(StorageOptions options, string run)
    {
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => AppendAsync(storage, run, writer)));
    }

    private static async Task AppendAsync(AyniStorage storage, string run, int writer)
    {
        for (var call = 0; ; call++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{run}-{writer}-{call}-");
            var results = await storage.Log.AppendAsync(Samples.Views(prefix, 1 + call % 4, $"user-{writer}"));
            lock (Console.Out)
                foreach (var result in results)
                    Console.Out.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{result.EventId} {result.Position} {EndOfLine}"));
        }
    }
}
