using Orleans.Concurrency;

namespace Ayni.Engine.Tests.Calls;

public interface ICallGrain : IGrainWithStringKey
{
    Task<string> WhoAreYou();

    Task<Guid> GetActivation();

    ValueTask<int> Twice(int value);

    Task<Parcel> Echo(Parcel parcel);

    Task<string?> EchoText(string? text);

    Task Fail(string message);

    Task<int> FailLate(int value);

    Task WaitForToken(CancellationToken cancellationToken);

    Task HangUntil(string signal);

    [ResponseTimeout("00:00:02")]
    Task HangShortly(string signal);

    [OneWay]
    Task Notify(string signal);

    Task<object?> GetRequestValue(string key);

    Task<string> AskOther(string key);

    Task<string> Call(ICallGrain other);
}
