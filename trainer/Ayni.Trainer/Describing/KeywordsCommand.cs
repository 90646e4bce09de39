using System.CommandLine;
using Ayni.Content;
using Ayni.Domain.Auditing;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Features.Keywords;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Describing;

/// <summary><c>keywords</c>: what each product's texts are about.</summary>
internal static class KeywordsCommand
{
    private const int MaxRows = 10_000_000;

    public static Command Create(TrainerConsole console)
    {
        var command = new Command("keywords", "Show the words that each product's texts are about, by TF-IDF.");
        var storage = new StorageArguments();
        var count = Number("--count", "Keywords of a product.", new KeywordOptions().Count);
        var rows = Number("--rows", "Products shown, spread evenly over the catalogue; 0 for all.", 20);
        var product = new Option<string?>("--product") { Description = "One product alone.", HelpName = "ID" };
        var apply = new Option<bool>("--apply")
        {
            Description = "Store the counts: the feature product_description_keywords goes by them from then on.",
        };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { count, rows, product, apply, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var options = new KeywordOptions { Count = parsed.GetValue(count) }.Validated();
            var shown = parsed.GetValue(rows);
            if (shown is < 0 or > MaxRows)
                throw new AyniException(ErrorCodes.Invalid, $"--rows is {shown}; it must be 0 to {MaxRows}.");
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var catalogue = await CatalogueReader.ReadAsync(stores.Catalog, cancellationToken);
            var chosen = Chosen(catalogue, parsed.GetValue(product), shown);
            var model = KeywordModel.Fit([.. catalogue.Select(ProductText.Of)], options, cancellationToken);
            var document = KeywordsDocument.Of(model, catalogue.Count, chosen, cancellationToken);
            if (parsed.GetValue(apply))
            {
                var stored = await stores.Audit.AuditAsync(
                    AuditActs.FeaturesApply,
                    "keywords",
                    () => StoredKeywords.WriteAsync(stores.Models, model, cancellationToken),
                    written => written.Version);
                document = document with { Applied = stored.Version };
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return ExitCodes.Success;
        });
        return command;
    }

    private static List<Product> Chosen(List<Product> catalogue, string? id, int shown)
    {
        if (catalogue.Count == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid, "No products in the catalogue: import or generate some first.");
        }

        if (id is not null)
        {
            return catalogue.Find(product => product.ProductId == id) is { } found
                ? [found]
                : throw new AyniException(ErrorCodes.NotFound, $"No product '{id}' in the catalogue: check --product.");
        }

        var taken = shown == 0 ? catalogue.Count : Math.Min(shown, catalogue.Count);
        return [.. Enumerable.Range(0, taken).Select(row => catalogue[(int)((long)row * catalogue.Count / taken)])];
    }

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
