using Ayni.Data.Import;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>
/// The shop's own types of interactions in the data that an import goes into. They are read beside a server that is
/// running; to declare one takes a silo, for a server knows what it has read.
/// </summary>
internal sealed class OwnTypeRegistry(TrainerConsole console, StorageOptions storage)
{
    /// <summary>The types; none where there are no data yet, and none are made.</summary>
    public async Task<TypeWeights> ReadAsync(CancellationToken cancellationToken)
    {
        if (!AyniStorage.MayHoldData(storage))
            return TypeWeights.Empty;
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        return await stores.ReadOwnTypesAsync(cancellationToken);
    }

    /// <summary>Declares what a mapping declares and the shop lacks, and says what is not taken of it.</summary>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: a server has these data. <c>invalid</c>: there are too many.
    /// </exception>
    public async Task DeclareAsync(
        InteractionMapping? mapping, TypeWeights shop, CancellationToken cancellationToken)
    {
        foreach (var note in mapping.OtherWeights(shop))
            console.Error.WriteLine($"Note: {note}");
        var types = mapping.NewTypes(shop);
        if (types.Count == 0)
            return;
        try
        {
            await using var silo = await SiloSession.StartAsync(storage, console, cancellationToken);
            var registry = silo.Grains.GetGrain<IInteractionTypesGrain>(0);
            foreach (var type in types)
                await registry.Put(type);
        }
        catch (AyniException exception) when (exception.Code == ErrorCodes.Conflict)
        {
            var calls = types.Select(type => FormattableString.Invariant(
                $"PUT /v1/interaction-types/{type.Name} {{\"weight\": {type.Weight}}}"));
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Nothing was imported: the shop lacks {string.Join(", ", types.Select(type => type.Name))}, and a "
                + $"server has its data. Send it {string.Join(", ", calls)}, then import again. ({exception.Message})");
        }
    }
}
