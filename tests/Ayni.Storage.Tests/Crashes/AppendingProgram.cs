using System.Globalization;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>
/// Entry point of this assembly when it is run as a program: appends to a data directory until it is killed, and prints
/// each event id once its append was acknowledged.
/// </summary>
internal static class AppendingProgram
{
    /// <summary>Last word of every line, by which a reader knows that the line is whole.</summary>
    public const string EndOfLine = ".";

    private const int Writers = 8;

    public static async Task Main(string[] arguments)
    {
        var options = new StorageOptions { DataDirectory = arguments[0] };
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => AppendAsync(storage, arguments[1], writer)));
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
