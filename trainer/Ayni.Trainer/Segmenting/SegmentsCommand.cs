using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ayni.Trainer.Featuring;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Segmenting;

/// <summary><c>segments</c>: shoppers by recency, frequency and money, and clusters on their features.</summary>
internal static class SegmentsCommand
{
    private const int MaxClusters = 50;

    public static Command Create(TrainerConsole console)
    {
        var command = new Command("segments", "Tell shoppers apart by recency, frequency and money, and by clusters.");
        var storage = new StorageArguments();
        var directory = new Option<string?>("--out")
        {
            Description = "Folder for the cuts and a line a shopper.",
            HelpName = "DIR",
        };
        var asOf = FeaturesCommand.Time("--as-of", "Instant; left out, just after the newest interaction.");
        var clusters = Number("--clusters", "Clusters on the features, 2 to 50; 0 for none.", 5);
        var seed = Number("--seed", "Seed of the clusters.", 1);
        var language = new Option<string>("--language")
        {
            Description = "Labels in Spanish or English.",
            DefaultValueFactory = _ => "es",
        };
        language.AcceptOnlyFromAmong("es", "en");
        var apply = new Option<bool>("--apply")
        {
            Description = "Put shoppers into their segment, for rules, scenarios and popularity by segment, and store "
                + "the cuts, by which features tell it from then on; those whom the shop put into one of its own stay "
                + "there.",
        };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { directory, asOf, clusters, seed, language, apply, json })
            command.Add(option);
        command.Validators.Add(result => RequireClusters(result, clusters));
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var options = new SegmentOptions(
                parsed.GetValue(directory), parsed.GetValue(asOf), parsed.GetValue(clusters), parsed.GetValue(seed),
                parsed.GetValue(language) == "es", parsed.GetValue(apply));
            var document = await new Segmentation(console, storage.Read(parsed), options).RunAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                SegmentTables.Print(console, document, options.Directory);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void RequireClusters(CommandResult result, Option<int> clusters)
    {
        if (result.GetValue(clusters) is var count && (count is < 0 or 1 or > MaxClusters))
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"--clusters {count}: give 2 to {MaxClusters}, or 0 for none."));
        }
    }

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
    };
}
