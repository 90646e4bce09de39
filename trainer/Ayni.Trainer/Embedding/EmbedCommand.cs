using System.CommandLine;
using Ayni.Domain.Auditing;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.Features.Embeddings;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Featuring;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Embedding;

/// <summary><c>embed</c>: vectors of a log's products, to a file that Python reads too, and for features.</summary>
internal static class EmbedCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("embed", "Make a vector of each product from what shoppers met together.");
        var (storage, weights, vectors) = (new StorageArguments(), new ModelArguments(), new EmbeddingArguments());
        var output = new Option<string?>("--out") { Description = "File to write (.safetensors).", HelpName = "FILE" };
        var apply = new Option<bool>("--apply")
        {
            Description = "Store the vectors: the feature embedding_similarity_user_product goes by them from then on.",
        };
        var before = FeaturesCommand.Time("--before", "Leave out what was done at this time and after it.");
        var method = new Option<EmbeddingMethod>("--method")
        {
            Description = "How vectors are made.",
            DefaultValueFactory = _ => EmbeddingMethod.PmiVectors,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads; 0 for one a processor.",
            DefaultValueFactory = _ => 0,
        };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { output, apply, before, method, threads, json })
            command.Add(option);
        vectors.AddTo(command);
        weights.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var training = weights.Read(parsed);
            var options = vectors.Read(parsed, training.Seed);
            if (parsed.GetValue(threads) is < 0 or > 256)
            {
                throw new AyniException(
                    ErrorCodes.Invalid, $"--threads is {parsed.GetValue(threads)}; it must be 0 to 256.");
            }

            var (path, isApplied) = (parsed.GetValue(output), parsed.GetValue(apply));
            if (path is null && !isApplied)
                throw new ArgumentException("Say what becomes of the vectors: --out FILE, --apply, or both.");
            var document = await ProgressScreen.ShowAsync(console, async progress =>
            {
                await using var stores = await AyniStorage.OpenAsync(
                    storage.Read(parsed), console.Time, cancellationToken);
                var known = await stores.WeighAsync(training.Weights, cancellationToken);
                var log = stores.Consents.LogOf(Purpose.Training);
                var reader = await LogReader.OpenAsync(log, progress, cancellationToken);
                var sessions = await ProductSessions.ReadAsync(
                    reader, known, parsed.GetValue(before), cancellationToken);
                var model = new EmbeddingRecommender(parsed.GetValue(method), options, parsed.GetValue(threads));
                progress.Report(new StepProgress("Learning", 0, 0, "products"));
                model.Fit(sessions.Items, cancellationToken);
                progress.Report(new StepProgress("Learning", 1, sessions.ProductIds.Count, "products"));
                var file = model.Embeddings.ToSafeTensors(sessions.ProductIds, sessions.Newest);
                if (path is not null)
                    await File.WriteAllBytesAsync(path, file, cancellationToken);
                var stored = isApplied ? await ApplyAsync(stores, file, cancellationToken) : null;
                return new EmbedDocument(
                    path, stored?.Version, sessions.Newest, model.Name, sessions.ProductIds.Count, options.Dimensions,
                    sessions.Items.UserCount, sessions.Items.EntryCount, ChangedWeights.Of(known));
            });
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Task<StoredEmbeddings> ApplyAsync(
        AyniStorage stores, byte[] file, CancellationToken cancellationToken) => stores.Audit.AuditAsync(
            AuditActs.FeaturesApply,
            "embeddings",
            () => StoredEmbeddings.WriteAsync(stores.Models, file, cancellationToken),
            written => written.Version);
}
