using System.CommandLine;
using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Numerics;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Comparing;

/// <summary><c>similar</c>: products alike by their texts, and whether a shop's own categories agree.</summary>
internal static class SimilarCommand
{
    private const int Neighbours = 10;
    private const int MaxProducts = 1_000_000;
    private const int MaxRows = 1_000;

    public static Command Create(TrainerConsole console)
    {
        var command = new Command("similar", "Show products alike by their texts, and how often categories agree.");
        var storage = new StorageArguments();
        var encoder = new EncoderArguments();
        var limit = Number("--products", "Most products compared, spread evenly over the catalogue.", 20_000);
        var rows = Number("--rows", "Products shown with the five most like them.", 20);
        var threads = Number("--threads", "Threads; 0 for one a processor.", 0);
        var json = Verb.JsonOption();
        storage.AddTo(command);
        encoder.AddTo(command);
        foreach (var option in new Option[] { limit, rows, threads, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var choice = encoder.Read(parsed);
            var most = Within(parsed, limit, 2, MaxProducts);
            var shown = Within(parsed, rows, 0, MaxRows);
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var catalogue = await CatalogueReader.ReadAsync(stores.Catalog, cancellationToken);
            var document = Compare(
                catalogue, choice, most, shown, Within(parsed, threads, 0, 256), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return ExitCodes.Success;
        });
        return command;
    }

    private static SimilarDocument Compare(
        List<Product> catalogue,
        EncoderChoice choice,
        int most,
        int shown,
        int threads,
        CancellationToken cancellationToken)
    {
        if (catalogue.Count < 2)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{catalogue.Count} products in the catalogue: import or generate some first.");
        }

        Product[] products = [.. Spread(catalogue.Count, most).Select(index => catalogue[index])];

        // A category that is read would answer for itself.
        Product[] without = [.. products.Select(product => product with { Category = null })];
        var names = Neighbouring(without, without);
        var agreements = new List<CategoryAgreement> { Agreement("texts without the category", names) };
        if (products.Any(product => product.Category is not null))
            agreements.Add(Agreement("texts with it", Neighbouring(catalogue, products)));
        return new SimilarDocument
        {
            Encoder = choice.Pretrained is null ? "tf-idf-svd" : "onnx",
            Products = products.Length,
            Agreements = agreements,
            Rows = [.. Spread(products.Length, shown).Select(index => SimilarRow.Of(products, names, index))],
        };

        CsrMatrix Neighbouring(IReadOnlyList<Product> read, IReadOnlyList<Product> compared)
        {
            var vectors = choice.Encode(read, compared, threads, cancellationToken);
            return ContentNeighbours.Of(
                vectors.Values, vectors.Dimensions, new() { Neighbours = Neighbours, MinSimilarity = 0.01 },
                threads: threads, cancellationToken: cancellationToken);
        }

        CategoryAgreement Agreement(string read, CsrMatrix neighbours) =>
            CategoryAgreement.Of(read, products, neighbours);
    }

    /// <summary>Some of so many, evenly spread.</summary>
    private static IEnumerable<int> Spread(int count, int most)
    {
        var taken = Math.Min(count, most);
        return Enumerable.Range(0, taken).Select(index => (int)((long)index * count / taken));
    }

    private static int Within(ParseResult parsed, Option<int> option, int least, int most) =>
        parsed.GetValue(option) is var value && value >= least && value <= most
            ? value
            : throw new AyniException(ErrorCodes.Invalid, $"{option.Name} is {value}; it must be {least} to {most}.");

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
