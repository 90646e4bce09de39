using System.CommandLine;
using Ayni.Data.Generation;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Generating;

/// <summary><c>generate</c>: a seeded shop as CSV files, or straight into the log and the catalogue.</summary>
internal static class GenerateCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("generate", "Make a seeded shop: shoppers with tastes, products, interactions.");
        var defaults = new ShopOptions();
        var storage = new StorageArguments();
        var csv = new Option<string?>("--csv")
        {
            Description = "Write CSV files into this directory; the log is then left alone unless --data is given too.",
            HelpName = "DIR",
        };
        var seed = Number("--seed", "Seed of everything random.", defaults.Seed);
        var users = Number("--users", "Shoppers.", defaults.Users);
        var products = Number("--products", "Products.", defaults.Products);
        var events = Number("--events", "Interactions.", defaults.Events);
        var days = Number("--days", "Days they spread over.", defaults.Days);
        var end = new Option<DateOnly>("--end-date")
        {
            Description = "Last day, such as 2026-10-31.",
            DefaultValueFactory = _ => defaults.EndDate,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
                    result.AddError($"'{text}' is no date such as 2026-10-31.");
                return date;
            },
        };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { csv, seed, users, products, events, days, end, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var options = new ShopOptions
            {
                Seed = parsed.GetValue(seed),
                Users = parsed.GetValue(users),
                Products = parsed.GetValue(products),
                Events = parsed.GetValue(events),
                Days = parsed.GetValue(days),
                EndDate = parsed.GetValue(end),
            };
            var directory = parsed.GetValue(csv);
            var intoLog = directory is null || parsed.GetResult("--data") is { Tokens.Count: > 0 }
                || parsed.GetResult("--postgres") is { Tokens.Count: > 0 };
            var writer = new ShopWriting(console, options, directory, intoLog ? storage.Read(parsed) : null);
            var document = await writer.RunAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                ShopWriting.Print(console, document);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
