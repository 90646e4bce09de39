using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Recommending;

/// <summary>
/// <c>recommend</c>: one shopper's answer through the user grain, or everybody's lists, in a silo inside this process.
/// </summary>
internal static class RecommendCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("recommend", "Recommend products to one shopper, or to everybody.");
        var storage = new StorageArguments();
        var user = new Option<string>("--user") { Description = "Shopper's id.", HelpName = "ID" };
        var all = new EverybodysOptions();
        var scenario = new Option<string>("--scenario")
        {
            Description = "Recipe of the list.",
            HelpName = "NAME",
            DefaultValueFactory = _ => ShippedScenarios.Home,
        };
        var count = new Option<int?>("--count", "-n")
        {
            Description = $"Products, 1 to {RecommendationRequest.MaxCount}; left out, as the scenario says.",
        };
        var filter = new Option<string?>("--filter")
        {
            Description = "What a product must be, such as: product.price < 100.",
            HelpName = "EXPRESSION",
        };
        var product = new Option<string?>("--product")
        {
            Description = "Product whose page the list is for.",
            HelpName = "ID",
        };
        var category = new Option<string?>("--category") { Description = "Only this category, or what is under it." };
        var includeSeen = new Option<bool>("--include-seen")
        {
            Description = "Also what the shopper already met.",
        };
        var explain = new Option<bool>("--explain") { Description = "Say why each product is there." };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        Option[] own = [user, scenario, product, count, category, filter, includeSeen, explain, json];
        foreach (var option in own)
            command.Add(option);
        all.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var request = new RecommendationRequest
            {
                Count = parsed.GetValue(count),
                Category = parsed.GetValue(category),
                ExcludeSeen = parsed.GetValue(includeSeen) ? false : null,
                Scenario = parsed.GetRequiredValue(scenario),
                ContextProduct = parsed.GetValue(product),
                Patch = parsed.GetValue(filter) is { } text ? new ScenarioPatch { Filter = text } : null,
                Explain = parsed.GetValue(explain),
            };
            var isAll = all.Require(parsed, own.Except([scenario, count]));
            if (!isAll && parsed.GetValue(user) is null)
                throw new ArgumentException("Name a shopper by --user ID, or ask for everybody by --all.");
            await using var silo = await SiloSession.StartAsync(storage.Read(parsed), console, cancellationToken);
            if (isAll)
            {
                await all.WriteAsync(parsed, silo, request, console, cancellationToken);
                return ExitCodes.Success;
            }

            var answer = await silo.Grains.GetGrain<IUserGrain>(parsed.GetValue(user)!)
                .Recommend(request, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, answer);
            else
                Print(console, answer);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Print(TrainerConsole console, RecommendationAnswer answer)
    {
        console.Out.WriteLine(
            $"For {answer.UserId}, model {answer.ModelVersion ?? "none"}, "
            + $"by {answer.Source.ToString().ToLowerInvariant()}:");
        var table = TableOutput.Create("", "Product", "Name", "Price", "Score", "Why");
        for (var rank = 1; rank <= answer.Items.Length; rank++)
        {
            var item = answer.Items[rank - 1];
            table.Add(
                rank.ToString(CultureInfo.InvariantCulture),
                item.ProductId,
                item.Name,
                string.Create(CultureInfo.InvariantCulture, $"{item.Currency} {item.Price:F2}").Trim(),
                TableOutput.Figure(item.Score),
                item.Reason ?? "");
        }

        TableOutput.Write(console, table);
        foreach (var line in answer.Warnings.Append(answer.ShortfallReason).OfType<string>())
            console.Out.WriteLine(line);
    }
}
