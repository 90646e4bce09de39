using System.CommandLine;
using System.Globalization;
using Ayni.Data.Features;
using Ayni.Domain.Times;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Featuring;

/// <summary><c>features</c>: point-in-time features of every event and snapshots of all, as Parquet files.</summary>
internal static class FeaturesCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("features", "Write features of events, shoppers and products as Parquet files.");
        var storage = new StorageArguments();
        var directory = new Option<string?>("--out")
        {
            Description = "Folder for the files; files of an export before are replaced.",
            HelpName = "DIR",
        };
        var list = new Option<bool>("--list") { Description = "Print the dictionary of features instead." };
        var asOf = Time("--as-of", "Instant of the snapshots; left out, just after the newest interaction.");
        var since = Time("--since", "Only events from this time on get a row; they know all before them the same.");
        var check = new Option<int>("--check")
        {
            Description = "Rows worked out again from the log before them.",
            HelpName = "N",
            DefaultValueFactory = _ => new FeatureExportOptions().CheckedRows,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
                    result.AddError($"--check {text} is no number of rows: give 0 or more.");
                return rows;
            },
        };
        var zone = ZoneOption();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { directory, list, asOf, since, check, zone, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(list))
            {
                FeatureTables.PrintDictionary(console, parsed.GetValue(json));
                return ExitCodes.Success;
            }

            if (parsed.GetValue(directory) is not { Length: > 0 } folder)
                throw new ArgumentException("Name a folder by --out DIR, or read the dictionary by --list.");
            var options = new FeatureExportOptions
            {
                AsOf = parsed.GetValue(asOf),
                Since = parsed.GetValue(since),
                CheckedRows = parsed.GetValue(check),
            };
            var writing = new FeatureWriting(
                console, storage.Read(parsed), options, parsed.GetValue(zone) ?? TimeZoneInfo.Utc);
            var document = await writing.RunAsync(folder, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                FeatureTables.Print(console, document);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>An option that is an instant.</summary>
    internal static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = $"{description} ISO 8601, UTC where no offset is given.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (IsoTime.Find(text) is { } time)
                return time;
            result.AddError($"'{text}' is no time: give one such as 2011-12-01 or 2011-12-01T10:15:00Z.");
            return null;
        },
    };

    private static Option<TimeZoneInfo?> ZoneOption() => new("--time-zone")
    {
        Description = "The shop's time zone, for days of the week and hours; left out, UTC.",
        HelpName = "ZONE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var found))
                return found;
            result.AddError($"'{text}' is no time zone: give one such as America/Lima.");
            return null;
        },
    };
}
