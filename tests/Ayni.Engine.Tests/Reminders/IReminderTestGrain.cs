namespace Ayni.Engine.Tests.Reminders;

public interface IReminderTestGrain : IGrainWithStringKey, IRemindable
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task<int> GetCount();

    Task Leave();

    Task Ping();
}
