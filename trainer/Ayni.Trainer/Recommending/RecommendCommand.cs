using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Auditing;
using Ayni.GrainInterfaces.Users;
using Ayni.Trainer.Auditing;
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
        var wanted = new RequestOptions();
        var all = new EverybodysOptions();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        command.Add(user);
        wanted.AddTo(command);
        command.Add(json);
        all.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var request = wanted.Read(parsed);
            var isAll = all.Require(parsed, wanted.OfOne.Concat([user, json]));
            if (!isAll && parsed.GetValue(user) is null)
                throw new ArgumentException("Name a shopper by --user ID, or ask for everybody by --all.");
            var data = storage.Read(parsed);
            await using var silo = await SiloSession.StartAsync(data, console, cancellationToken);
            if (isAll)
            {
                return await data.AuditAsync(
                    console,
                    AuditActs.RecommendationsExport,
                    target: null,
                    async () =>
                    {
                        await all.WriteAsync(parsed, silo, request, console, cancellationToken);
                        return ExitCodes.Success;
                    },
                    cancellationToken);
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
