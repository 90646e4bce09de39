using Ayni.Domain.Consents;
using Ayni.Domain.Copies;
using Ayni.Domain.Erasures;
using Ayni.Domain.Interactions;
using Ayni.Storage.Tests.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Consents;

/// <summary>What <see cref="IConsents"/> promises, whichever database keeps them.</summary>
public abstract class ConsentContract
{
    private static readonly DateTimeOffset Now = Noon.AddHours(2);

    private readonly StorageFixture _fixture;

    protected ConsentContract(StorageFixture fixture)
    {
        _fixture = fixture;
        if (fixture.Clock.GetUtcNow() < Now)
            fixture.Clock.SetUtcNow(Now);
    }

    [SkippableFact]
    public async Task GetAsync_AShopperWhoSaidNothing_AllowsAllByDefault()
    {
        var storage = await OpenAsync();

        var consents = await storage.Consents.GetAsync("silent");

        Assert.All(PurposeNames.All, purpose => Assert.Equal(new Consent(true), consents.Of(purpose)));
        Assert.Empty(await storage.Consents.ReadHistoryAsync("silent"));
    }

    [SkippableFact]
    public async Task PutAsync_APurpose_IsAnEventInTheLogThatNoReaderOfInteractionsSees()
    {
        var storage = await OpenAsync();
        await storage.Log.AppendAsync([View("said-1", "said")]);
        var head = await storage.Log.GetHeadAsync();

        var consents = await storage.Consents.PutAsync("said", new ConsentChoice(Training: false));

        Assert.Equal(new Consent(false, Now, head + 1), consents.Training);
        Assert.Equal(new Consent(true), consents.Personalisation);
        Assert.Equal(consents, await storage.Consents.GetAsync("said"));
        Assert.Equal(head + 1, await storage.Log.GetHeadAsync());
        Assert.Equal(
            [new ConsentEvent(Purpose.Training, false, Now, head + 1)],
            await storage.Consents.ReadHistoryAsync("said"));
        Assert.Equal(["said-1"], Ids(await storage.Log.ReadNewestByUserAsync("said", 10)));
        Assert.Equal(
            ["said-1"], Ids(await storage.UserInteractions.ReadAllByUserAsync("said", head + 1).ToListAsync()));
        Assert.Empty(await storage.Log.ReadAsync(head, 10));
        Assert.Equal(head + 2, (await storage.Log.AppendAsync([View("said-2", "said")]))[0].Position);
        Assert.Equal(["said-2"], Ids(await storage.Log.ReadAsync(head, 10)));
    }

    [SkippableFact]
    public async Task PutAsync_WhatWasSaidAlready_ChangesNothing()
    {
        var storage = await OpenAsync();
        var first = await storage.Consents.PutAsync("again", new ConsentChoice(true, false));
        var head = await storage.Log.GetHeadAsync();

        var second = await storage.Consents.PutAsync("again", new ConsentChoice(true, false));
        var third = await storage.Consents.PutAsync("again", new ConsentChoice());

        Assert.Equal((first, first), (second, third));
        Assert.Equal(head, await storage.Log.GetHeadAsync());
        Assert.Equal(2, (await storage.Consents.ReadHistoryAsync("again")).Count);
    }

    [SkippableFact]
    public async Task PutAsync_ToAndFro_TheLastWordHoldsAndTheHistoryHasAll()
    {
        var storage = await OpenAsync();
        foreach (var allowed in new[] { false, true, false, true })
            await storage.Consents.PutAsync("fickle", new ConsentChoice(Personalisation: allowed));

        var another = await OpenAsync();

        Assert.True((await another.Consents.GetAsync("fickle")).Allows(Purpose.Personalisation));
        Assert.Equal(
            [false, true, false, true],
            (await another.Consents.ReadHistoryAsync("fickle")).Select(said => said.IsAllowed));
    }

    [SkippableFact]
    public async Task PutAsync_BySeveralAtOnce_NoWordIsLost()
    {
        var storage = await OpenAsync();
        var another = await OpenAsync();

        await Task.WhenAll(
            storage.Consents.PutAsync("torn", new ConsentChoice(Personalisation: false)),
            another.Consents.PutAsync("torn", new ConsentChoice(Training: false)),
            storage.Consents.PutAsync("torn", new ConsentChoice(Analytics: false)),
            another.Log.AppendAsync(Views("torn-", 20, "torn")));

        Assert.Equal(
            new ConsentChoice(false, false, false), (await storage.Consents.GetAsync("torn")).Said);
        Assert.Equal(20, (await storage.Log.ReadNewestByUserAsync("torn", 100)).Count);
    }

    [SkippableFact]
    public async Task AppendAsync_TheTypeOfConsents_IsRefused()
    {
        var storage = await OpenAsync();
        var forged = View("forged", "forged") with { Type = (InteractionType)200, CustomType = "training", Score = 1 };

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => storage.Log.AppendAsync([forged]));

        Assert.Contains("200 is none", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task LogOf_ARefusal_TakesTheShopperOutOfEveryReading()
    {
        var storage = await OpenAsync();
        var product = $"of-{Guid.NewGuid():N}";
        await storage.Log.AppendAsync(
            [View("of-1", "of-a", product), View("of-2", "of-b", product), View("of-3", "of-b", product)]);
        await storage.Consents.PutAsync("of-b", new ConsentChoice(Training: false));
        var head = await storage.Log.GetHeadAsync();

        var trained = storage.Consents.LogOf(Purpose.Training, head);
        var looked = storage.Consents.LogOf(Purpose.Analytics);

        Assert.Equal(head, await trained.GetHeadAsync());
        Assert.DoesNotContain("of-b", await UsersAsync(trained, head));
        Assert.Contains("of-a", await UsersAsync(trained, head));
        Assert.Equal(["of-1"], Ids(await trained.ReadNewestByProductAsync(product, 10)));
        Assert.Empty(await trained.ReadNewestByUserAsync("of-b", 10));
        Assert.DoesNotContain(await trained.ReadAsync(0, 10_000), row => row.Interaction.UserId == "of-b");
        Assert.Equal(1, (await CountAsync(trained, head, product))!.Count);
        var since = await trained.CountByProductSinceAsync(Noon, TimeSpan.FromDays(1), head).ToListAsync();
        Assert.Equal(1, Assert.Single(since, count => count.ProductId == product).Count);
        Assert.Equal(["of-1", "of-2", "of-3"], Ids(await looked.ReadNewestByProductAsync(product, 10)));
        Assert.Equal(3, (await CountAsync(storage.Log, head, product))!.Count);
    }

    [SkippableFact]
    public async Task LogOf_AsOfAPosition_IsTheSameWheneverItIsReadButForRefusalsSince()
    {
        var storage = await OpenAsync();
        await storage.Log.AppendAsync([View("as-of-1", "as-of-a"), View("as-of-2", "as-of-b")]);
        await storage.Consents.PutAsync("as-of-a", new ConsentChoice(Training: false));
        var before = await storage.Log.GetHeadAsync();
        string[] users = ["as-of-a", "as-of-b"];

        await storage.Consents.PutAsync("as-of-a", new ConsentChoice(Training: true));
        var given = await storage.Log.GetHeadAsync();

        Assert.Equal(["as-of-b"], await SeenAsync(before));
        Assert.Equal(users, await SeenAsync(given));

        await storage.Consents.PutAsync("as-of-b", new ConsentChoice(Training: false));
        await storage.Consents.PutAsync("as-of-b", new ConsentChoice(Training: true));

        // Given again counts from there on; of what is as of a position before, the refusal took them out.
        Assert.Equal(["as-of-a"], await SeenAsync(given));
        Assert.Equal(users, await SeenAsync(await storage.Log.GetHeadAsync()));

        async Task<IEnumerable<string>> SeenAsync(long position) =>
            (await UsersAsync(storage.Consents.LogOf(Purpose.Training, position), position)).Intersect(users).Order();
    }

    [SkippableFact]
    public async Task PutDefaultsAsync_Refused_LeavesThoseAloneWhoSaidYes()
    {
        var storage = await OpenAsync();
        await storage.Log.AppendAsync([View("by-default-1", "by-default-a"), View("by-default-2", "by-default-b")]);
        await storage.Consents.PutAsync("by-default-a", new ConsentChoice(true, true, true));
        var before = await storage.Log.GetHeadAsync();
        try
        {
            await storage.Consents.PutDefaultsAsync(new ConsentDefaults(Training: false));
            await storage.Consents.PutDefaultsAsync(new ConsentDefaults(Training: false));

            Assert.Equal(new Consent(false), (await storage.Consents.GetAsync("by-default-b")).Training);
            Assert.Equal(new ConsentDefaults(Training: false), await storage.Consents.GetDefaultsAsync());
            var users = await UsersAsync(storage.Consents.LogOf(Purpose.Training), before);
            Assert.Contains("by-default-a", users);
            Assert.DoesNotContain("by-default-b", users);
            Assert.Equal(
                ["by-default-b"],
                await storage.Consents.FindRefusingAsync(Purpose.Training, ["by-default-a", "by-default-b"]));

            // Refused by default since, so not even as of the position before.
            Assert.DoesNotContain(
                "by-default-b", await UsersAsync(storage.Consents.LogOf(Purpose.Training, before), before));
        }
        finally
        {
            await storage.Consents.PutDefaultsAsync(new ConsentDefaults());
        }

        Assert.Contains("by-default-b", await UsersAsync(storage.Consents.LogOf(Purpose.Training), before));
    }

    [SkippableFact]
    public async Task FindRefusingAsync_SomeShoppers_AreThoseWhoseLastWordIsNo()
    {
        var storage = await OpenAsync();
        await storage.Consents.PutAsync("find-no", new ConsentChoice(Personalisation: false));
        await storage.Consents.PutAsync("find-again", new ConsentChoice(Personalisation: false));
        await storage.Consents.PutAsync("find-again", new ConsentChoice(Personalisation: true));
        await storage.Consents.PutAsync("find-other", new ConsentChoice(Training: false));

        var refusing = await storage.Consents.FindRefusingAsync(
            Purpose.Personalisation, ["find-no", "find-again", "find-other", "find-silent"]);

        Assert.Equal(["find-no"], refusing);
    }

    [SkippableFact]
    public async Task EraseAsync_AShopperWhoRefused_LeavesNoWordAndIsCounted()
    {
        var storage = await OpenAsync();
        await storage.Log.AppendAsync([View("gone-1", "gone") with { Timestamp = Now.AddHours(1) }]);
        await storage.Consents.PutAsync("gone", new ConsentChoice(false, false));

        var certificate = (await storage.Erasures.EraseAsync("gone")).Certificate;

        Assert.Equal(2, certificate.Counts[ErasureCertificate.Consents]);
        Assert.Equal(1, certificate.Counts[ErasureCertificate.Interactions]);
        Assert.True((await storage.Consents.GetAsync("gone")).Allows(Purpose.Training));
        Assert.Empty(await storage.Consents.ReadHistoryAsync("gone"));

        // A new shopper's word is dated after the erasure, which reaches an hour ahead, and a replay leaves it.
        await storage.Consents.PutAsync("gone", new ConsentChoice(Training: false));
        await storage.Tombstones.ReplayAsync();

        var said = Assert.Single(await storage.Consents.ReadHistoryAsync("gone"));
        Assert.Equal(certificate.ErasedAt.AddMilliseconds(1), said.SaidAt);
    }

    [SkippableFact]
    public async Task PutAsync_AnalyticsRefused_ItsPositionsAreToBeForgottenByCopies()
    {
        var storage = await OpenAsync();
        var results = await storage.Log.AppendAsync([View("copied-1", "copied"), View("copied-2", "kept")]);
        var after = results[0].Position - 1;
        var copy = await storage.Copies.BeginAsync(
            LogCopyKind.Mart, "machine", Path.GetTempPath(), await storage.Copies.GetErasuresAsync(), Now);
        await storage.Copies.CompleteAsync(copy.Id, results[1].Position, await storage.Copies.GetErasuresAsync());

        await storage.Consents.PutAsync("copied", new ConsentChoice(Analytics: false));
        var within = (await storage.Copies.ReadAsync()).Single(one => one.Id == copy.Id).ErasuresWithin;
        var gone = await storage.Erased.ReadErasedAsync(after, 10);
        var paged = await storage.Erased.ReadErasedAsync(results[0].Position, 1);
        await storage.Consents.PutAsync("copied", new ConsentChoice(Analytics: true));
        await storage.Copies.ForgetAsync(copy.Id);

        Assert.Equal(1, within);
        Assert.Equal([results[0].Position], gone);
        Assert.Empty(paged);
        Assert.Empty(await storage.Erased.ReadErasedAsync(after, 10));
    }

    private static string[] Ids(IEnumerable<LoggedInteraction> rows) =>
        [.. rows.Select(row => row.Interaction.EventId)];

    private static async Task<IReadOnlySet<string>> UsersAsync(IReadableLog log, long position) =>
        (await log.ReadByUserAsOfAsync(position, 10).ToListAsync())
            .Select(row => row.Interaction.UserId).ToHashSet(StringComparer.Ordinal);

    private static async Task<ProductInteractionCount?> CountAsync(IReadableLog log, long position, string productId) =>
        (await log.CountByProductAsOfAsync(position).ToListAsync()).Find(count => count.ProductId == productId);

    private Task<AyniStorage> OpenAsync() => _fixture.OpenAsync();
}
